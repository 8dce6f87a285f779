/** Makes a platform from its data, and checks it. */
import { markBrand } from '../model/brand';
import { CharthouseError } from '../model/error';
import { checkProps, subjectOf } from '../model/shape';
import { checkEdge } from './check-edge';
import { checkPeers } from './check-peers';
import type { PlatformProps } from './platform';
import { neededFields, platformShapes } from './platform-shapes';

/** A platform: checked, and never changed. */
export type Platform = Readonly<PlatformProps>;

/** Makes a platform. Throws where the data contradicts itself. */
export function definePlatform(props: PlatformProps): Platform {
  const path = subjectOf('platform', props);
  checkProps(platformShapes, ['name', 'kubernetes', 'network'], props, path);
  for (const [capability, ...fields] of neededFields) checkNeeded(path, capability, fields, props);
  if (props.storage !== undefined && !('standard' in props.storage)) {
    throw new CharthouseError({
      path,
      field: 'storage',
      problem: 'must have a tier named standard',
      value: Object.keys(props.storage),
      allowed: 'standard, and any other tier',
      fix: 'name the tier that serves what asks for none `standard`',
    });
  }
  if (props.network.dns.to.length === 0 || props.network.dns.ports.length === 0) {
    throw new CharthouseError({
      path,
      field: 'network.dns',
      problem: 'must say where DNS is',
      value: props.network.dns,
      allowed: 'at least one peer and one port',
      fix: 'name both: without DNS allowed no pod reaches anything by name',
    });
  }
  if (props.edge !== undefined) checkEdge(path, props.edge);
  checkPeers(path, props);
  const platform = { ...props };
  markBrand(platform, 'Platform');
  return Object.freeze(platform);
}

function checkNeeded(path: string, capability: string, fields: readonly string[], props: PlatformProps): void {
  const given = (props as unknown as Readonly<Record<string, object | undefined>>)[capability];
  const missing = given === undefined ? undefined : fields.find((field) => !(field in given));
  if (missing === undefined) return;
  throw new CharthouseError({
    path,
    field: `${capability}.${missing}`,
    problem: 'is missing',
    allowed: `${capability}: { ${fields.join(', ')} }`,
    fix: `add ${missing} to ${capability}`,
  });
}
