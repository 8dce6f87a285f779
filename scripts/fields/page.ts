/** docs/fields.md: every field of the kinds that workloads become, and who says it. */
import { builtin } from '../../lib/house/builtin';
import { coreShapes } from '../../lib/house/core-props';
import type { Shape } from '../../lib/model/shape';
import type { AnyPattern } from '../../lib/patterns/pattern';
import { cronJobSpec, daemonSetSpec, deploymentSpec, horizontalPodAutoscalerSpec, jobSpec, statefulSetSpec } from
  './controllers';
import type { Decision } from './decision';
import { container, podSpec } from './pods';
import { ingressSpec, networkPolicySpec, persistentVolumeClaimSpec, serviceSpec } from './services';

/** What is said of each field, by type. */
export const decisions: Readonly<Record<string, Readonly<Record<string, Decision>>>> = {
  PodSpec: podSpec,
  Container: container,
  DeploymentSpec: deploymentSpec,
  StatefulSetSpec: statefulSetSpec,
  DaemonSetSpec: daemonSetSpec,
  JobSpec: jobSpec,
  CronJobSpec: cronJobSpec,
  ServiceSpec: serviceSpec,
  PersistentVolumeClaimSpec: persistentVolumeClaimSpec,
  HorizontalPodAutoscalerSpec: horizontalPodAutoscalerSpec,
  NetworkPolicySpec: networkPolicySpec,
  IngressSpec: ingressSpec,
};

/** The pattern whose key a prop is; `charthouse` for a prop of every workload; undefined where there is none. */
export function ownerOf(path: string): string | undefined {
  const [key = '', ...fields] = path.split('.');
  const owner = (builtin as readonly AnyPattern[]).find(({ shapes, containerShapes }) =>
    key in shapes || key in containerShapes);
  const shape = owner === undefined ? coreShapes[key] : { ...owner.containerShapes, ...owner.shapes }[key];
  if (shape === undefined || !hasFields(shape, fields)) return undefined;
  return owner?.name ?? 'charthouse';
}

function hasFields(shape: Shape, [first, ...others]: readonly string[]): boolean {
  if (first === undefined) return true;
  const inner = shape.fields?.[first];
  return inner !== undefined && hasFields(inner, others);
}

/** The page. */
export function fieldsPage(): string {
  return [introduction, ...Object.entries(decisions).map(([type, fields]) => section(type, fields))].join('\n');
}

const introduction = `# Fields of Kubernetes, and who says them

Each field of the objects that a workload becomes: the prop that says it and the pattern behind the prop, the pattern
that decides it from what else it knows, or \`transform\`, for a reason. Written by \`npm run fields\` from the types;
tests compare it with what the patterns emit.
`;

function section(type: string, fields: Readonly<Record<string, Decision>>): string {
  const rows = Object.entries(fields).map(([field, decision]) => `| \`${field}\` | ${said(decision)} |`);
  return [`## ${type}`, '', '| field | said by |', '|---|---|', ...rows, ''].join('\n');
}

function said({ by, props, pattern, reason = '' }: Decision): string {
  if (by === 'prop') return props.map((path) => `\`${path}\` (${ownerOf(path) ?? 'nobody'})`).join(', ');
  if (by === 'pattern') return `pattern \`${pattern ?? ''}\`: ${reason}`;
  return by === 'core' ? `every workload: ${reason}` : `by transform: ${reason}`;
}
