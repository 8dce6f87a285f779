/** One pattern, applied to a workload of others. */
import type { IConstruct } from 'constructs';
import { CharthouseError } from '../model/error';
import { Reasons } from '../model/reasons';
import type { AnyPattern } from '../patterns/pattern';
import { foreignAt } from './foreign-mark';
import { foreignDefinition } from './foreign-settings';
import { ForeignWorkload } from './foreign-workload';
import { theWorkloadIn } from './workload-in';

/** What a foreign workload takes of a pattern: its settings, in the shape of the props, and reasons. */
export interface ApplyPatternOptions {
  /** They hold for every container. @default - what the house, the target and the Application say */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** @default - none */
  readonly because?: Readonly<Record<string, string>> | undefined;
}

/**
 * Applies a pattern to a workload of cdk8s or another library, or to the construct around one. What it says of pods
 * and containers becomes a patch on the pod template whenever the workload is rendered, so that it holds for containers
 * that are added later too; what the template says already stays. What it emits stands below the workload's object.
 * @throws CharthouseError where the pattern does not fit the workload, or was applied to it before
 */
export function applyPattern(workload: IConstruct, pattern: AnyPattern, options: ApplyPatternOptions = {}): void {
  const object = theWorkloadIn(workload, 'applyPattern');
  const { path } = object.node;
  const { traits } = foreignDefinition(object.kind);
  const lacking = pattern.fits.find((trait) => !traits.includes(trait));
  if (lacking !== undefined) {
    throw new CharthouseError({
      path,
      field: pattern.name,
      problem: `does not fit a ${object.kind}: it is for workloads that are ${lacking}`,
      value: object.kind,
      allowed: `a workload that is ${pattern.fits.join(' and ')}`,
      fix: 'apply it to workloads of another kind, or leave it out',
    });
  }
  const foreign = foreignAt(object) ?? new ForeignWorkload(object);
  if (foreign.has(pattern.name)) {
    throw new CharthouseError({
      path,
      field: pattern.name,
      problem: 'is applied to it already',
      value: pattern.name,
      allowed: 'each pattern once',
      fix: 'say all of it at once',
    });
  }
  const reasons = new Reasons(path, options.because, foreign.context.reasons);
  foreign.apply([pattern], { settings: options.settings ?? {}, reasons, field: 'settings' });
}
