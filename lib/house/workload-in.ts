/** The workload of others that a construct is, or is around. */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { hasBrand } from '../model/brand';
import { CharthouseError } from '../model/error';
import { apiObjectIn } from '../model/foreign-object';
import { workloadKinds } from './foreign-settings';

/** Whether the object is a workload that Kubernetes runs, whoever made it. */
export function isWorkloadObject(object: ApiObject): boolean {
  return workloadKinds.includes(object.kind) && ['apps', 'batch'].includes(object.apiGroup);
}

/** Whether a construct is a workload of ours, or in one: its patterns serve it already. */
export function isOurs(construct: IConstruct): boolean {
  return construct.node.scopes.some((scope) => hasBrand(scope, 'Workload'));
}

/** The one workload of others in a construct. Throws where there is none, where there are several, and for ours. */
export function theWorkloadIn(construct: IConstruct, by: string): ApiObject {
  const { path } = construct.node;
  if (isOurs(construct)) {
    throw new CharthouseError({
      path,
      problem: 'is a workload of Charthouse: the patterns of its house serve it already',
      value: path,
      allowed: 'a workload of cdk8s or of another library',
      fix: `say it in its props, and leave ${by} out`,
    });
  }
  const own = apiObjectIn(construct);
  if (own !== undefined) return own;
  const found = construct.node.findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each) && isWorkloadObject(each) && !isOurs(each));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  throw new CharthouseError({
    path,
    problem: only === undefined ? 'holds no workload' : 'holds several workloads: which one is meant is not known',
    value: found.map(({ node }) => node.path),
    allowed: 'a Deployment, StatefulSet, DaemonSet, Job or CronJob, or a construct around one',
    fix: only === undefined
      ? 'pass the workload itself'
      : 'pass one of them, or harden all that a construct holds by construct.with(hardening())',
  });
}
