/** `harden` as a mixin: for all foreign workloads that a construct holds. */
import type { IConstruct } from 'constructs';
import { apiObjectIn } from '../model/foreign-object';
import { hardenObject, isHardened, type HardenOptions } from './harden';
import { isOurs, isWorkloadObject } from './workload-in';

/** What `with` of a construct takes, from constructs 10.5 on. */
export interface Mixin {
  /** Whether the construct is a workload of others that is not hardened yet. */
  supports(construct: IConstruct): boolean;
  /** Hardens it. */
  applyTo(construct: IConstruct): void;
}

/**
 * Hardens every workload of others in a construct, as `harden` does one. Workloads of Charthouse are left alone, and so
 * are those that `harden` was called for before; options that do not fit a workload's kind are not for it.
 *
 * @example chart.with(hardening({ security: false }))
 */
export function hardening(options: HardenOptions = {}): Mixin {
  return Object.freeze({
    supports(construct: IConstruct): boolean {
      const object = apiObjectIn(construct);
      return object !== undefined && isWorkloadObject(object) && !isOurs(object) && !isHardened(object);
    },
    applyTo(construct: IConstruct): void {
      hardenObject(construct, options, 'left out');
    },
  });
}
