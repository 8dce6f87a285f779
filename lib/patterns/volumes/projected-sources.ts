/** The sources of a projected volume (https://kubernetes.io/docs/concepts/storage/projected-volumes/). */
import { CharthouseError } from '../../model/error';
import type { VolumeProjection } from '../../model/kubernetes/types';
import { downwardFiles } from './downward-files';
import { filesOf } from './keyed-files';
import { demand, refuseSamePath, said, type VolumePlace } from './volume-place';
import type { ProjectedSource } from './volume-props';

/** The sources as Kubernetes says them. Throws where one is nothing, or two things, or two have files of one path. */
export function projectedSources(sources: readonly ProjectedSource[], place: VolumePlace): readonly VolumeProjection[] {
  const field = `${place.field}.projected`;
  const made = sources.map((source, index) => projection(source, { ...place, field: `${field}[${index}]` }));
  refuseSamePath(made.flatMap(pathsOf), { ...place, field });
  return made;
}

function projection(source: ProjectedSource, place: VolumePlace): VolumeProjection {
  refuseMixture(source, place);
  const { serviceAccountToken, downwardAPI, configMap, secret } = source;
  if (serviceAccountToken !== undefined) {
    demand({ path: serviceAccountToken.path }, `${place.field}.serviceAccountToken`, place);
    return { serviceAccountToken: said(serviceAccountToken) as typeof serviceAccountToken };
  }
  if (downwardAPI !== undefined) return { downwardAPI: { items: [...downwardFiles(downwardAPI, place.facts.name)] } };
  if (configMap !== undefined) return { configMap: { name: configMap.name, ...filesOf(source, configMap, place) } };
  return { secret: { name: secret?.name, ...filesOf(source, secret, place) } };
}

const kinds = Object.freeze(['serviceAccountToken', 'downwardAPI', 'configMap', 'secret'] as const);

function refuseMixture(source: ProjectedSource, { facts, field }: VolumePlace): void {
  const { path } = facts.workload;
  const [kind, ...others] = kinds.filter((each) => source[each] !== undefined);
  if (kind === undefined || others.length > 0) {
    throw new CharthouseError({
      path,
      field,
      problem: 'must be one source',
      value: Object.keys(source),
      allowed: `one of ${kinds.join(', ')}`,
      fix: kind === undefined ? 'add what is missing' : `make an entry of its own of ${others.join(' and ')}`,
    });
  }
  const other = (['items', 'optional'] as const).find((each) => source[each] !== undefined);
  if (other === undefined || kind === 'configMap' || kind === 'secret') return;
  throw new CharthouseError({
    path,
    field: `${field}.${other}`,
    problem: `has no meaning for ${kind}`,
    value: source[other],
    allowed: 'with configMap or secret',
    fix: 'leave it out',
  });
}

function pathsOf({ serviceAccountToken, downwardAPI, configMap, secret }: VolumeProjection): readonly string[] {
  const files = [downwardAPI?.items, configMap?.items, secret?.items]
    .flatMap((items) => (items ?? []).map(({ path }) => path));
  return serviceAccountToken === undefined ? files : [serviceAccountToken.path];
}
