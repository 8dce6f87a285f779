/** What load is measured by: CPU and memory in short, all else as Kubernetes writes it, checked as it checks. */
import { CharthouseError } from '../../model/error';
import { featureSince } from '../../model/kubernetes/served';
import type { MetricSpec, MetricTarget } from '../../model/kubernetes/types';
import { isStated } from '../../model/stated';
import type { WorkloadFacts } from '../facts';
import { refuseBefore } from '../kubernetes-since';
import { sources, targetFields, type SourceKind } from './metric-shape';
import type { ScalingProps } from './scaling-props';

/** All metrics: those in short, then the others. Throws where there is none, or one that measures nothing. */
export function metricsOf({ cpu, memory, metrics = [] }: ScalingProps, facts: WorkloadFacts): MetricSpec[] {
  metrics.forEach((each, index) => {
    const field = `scaling.metrics[${index}]`;
    checkMetric(each, field, facts.path);
    const single = each.type === 'ContainerResource';
    if (single) refuseBefore(featureSince.containerResourceMetrics.on, `${field}.type`, each.type, facts);
  });
  const inShort = { cpu: cpu === false ? undefined : cpu, memory };
  for (const [resource, use] of Object.entries(inShort)) {
    const index = metrics.findIndex(({ type, resource: own }) => type === 'Resource' && own?.name === resource);
    if (use === undefined || index < 0) continue;
    // What is a default is taken over by what somebody states.
    if (facts.statedBy(`scaling.${resource}`) !== 'props') inShort[resource as keyof typeof inShort] = undefined;
    else throw twice(resource, index, facts.path);
  }
  const all = [...use('cpu', inShort.cpu), ...use('memory', inShort.memory), ...metrics];
  if (all.length > 0) return all;
  throw new CharthouseError({
    path: facts.path,
    field: 'scaling.metrics',
    problem: 'is missing: nothing says how load is measured',
    allowed: 'cpu, memory or metrics',
    fix: 'state cpu, or what else the number of pods follows',
  });
}

/** Mean use of a resource, in percent of what is requested. */
function use(resource: string, averageUtilization: number | undefined): readonly MetricSpec[] {
  return averageUtilization === undefined
    ? []
    : [{ type: 'Resource', resource: { name: resource, target: { type: 'Utilization', averageUtilization } } }];
}

function twice(resource: string, index: number, path: string): CharthouseError {
  return new CharthouseError({
    path,
    field: `scaling.metrics[${index}]`,
    problem: `measures ${resource} a second time, beside scaling.${resource}`,
    value: resource,
    allowed: `${resource} once`,
    fix: 'leave one of the two out',
  });
}

function checkMetric(given: MetricSpec, field: string, path: string): void {
  const { type, ...said } = given as Partial<MetricSpec>;
  const kind = type === undefined ? undefined : sources[type];
  if (kind === undefined) throw missing(path, `${field}.type`, Object.keys(sources).join(', '));
  const other = Object.entries(said).find(([source, value]) => value !== undefined && source !== kind.field);
  if (other !== undefined) {
    throw new CharthouseError({
      path,
      field: `${field}.${other[0]}`,
      problem: `does not go with type '${type ?? ''}'`,
      value: other[1],
      allowed: `${kind.field} alone`,
      fix: 'leave it out, or make a metric of its own of it',
    });
  }
  const source = said[kind.field] as { readonly target: MetricTarget } | undefined;
  if (source === undefined) throw missing(path, `${field}.${kind.field}`, kind.needs.join(', '));
  for (const need of [...kind.needs, 'target.type']) {
    if (isStated(source, need)) continue;
    const allowed = need === 'target.type' ? kind.targets.join(', ') : 'a name';
    throw missing(path, `${field}.${kind.field}.${need}`, allowed);
  }
  checkTarget(source.target, kind, `${field}.${kind.field}.target`, path);
}

/** Of a target that says more than its type, the autoscaler reads nothing. */
function checkTarget(given: MetricTarget, kind: SourceKind, field: string, path: string): void {
  const { type, ...said } = given as { type: keyof typeof targetFields } & MetricTarget;
  if (!kind.targets.includes(type)) {
    throw new CharthouseError({
      path,
      field: `${field}.type`,
      problem: `is none that a metric of ${kind.field} has`,
      value: type,
      allowed: kind.targets.join(', '),
      fix: `aim at ${kind.targets.map((each) => targetFields[each]).join(' or ')}`,
    });
  }
  const wanted = targetFields[type];
  if (said[wanted] === undefined) throw missing(path, `${field}.${wanted}`, `a number, as its type is '${type}'`);
  const other = Object.entries(said).find(([key, value]) => value !== undefined && key !== wanted);
  if (other === undefined) return;
  throw new CharthouseError({
    path,
    field: `${field}.${other[0]}`,
    problem: `does not go with type '${type}'`,
    value: other[1],
    allowed: `${wanted} alone`,
    fix: 'leave it out, or say another type',
  });
}

function missing(path: string, field: string, allowed: string): CharthouseError {
  return new CharthouseError({ path, field, problem: 'is missing', allowed, fix: 'add it to the metric' });
}
