/** The matchers for `expect.extend`, and their types for whoever declares them. */
import { toAllowTraffic } from './to-allow-traffic';
import { toBeAdmittedUnder } from './to-be-admitted-under';
import { toHaveNoFindings } from './to-have-no-findings';
import { toHaveObject } from './to-have-object';
import type { TrafficEnd } from './network/traffic-end';
import type { PodSecurityLevel } from './pod-security/violations';

/**
 * What `expect(app)` can be asked; `app` may be any construct, and manifests where the house does not matter. Declare
 * them for jest:
 *
 * ```ts
 * declare global {
 *   namespace jest {
 *     interface Matchers<R, T = {}> extends CharthouseMatchers<R> {}
 *   }
 * }
 * ```
 */
export interface CharthouseMatchers<R = unknown> {
  /** An object of this kind is there, with these fields at least: `toHaveObject('Service', { spec: { … } })`. */
  toHaveObject(kind: string, fields?: object): R;
  /** An object of this kind and name is there, with these fields at least. */
  toHaveObject(kind: string, name: string, fields?: object): R;
  /**
   * The NetworkPolicies of both sides let `from` reach `to`: on its main port, or on this one, such as `8080`, `53/UDP`
   * or the name of a port. With `.not`, no port at all (or not this one) may be open.
   */
  toAllowTraffic(from: TrafficEnd, to: TrafficEnd, port?: number | string): R;
  /** An API server admits every pod in a namespace of this Pod Security level. */
  toBeAdmittedUnder(level: PodSecurityLevel): R;
  /** The checks and the house find nothing but what was waived with a reason. */
  toHaveNoFindings(): R;
}

/** For `expect.extend(matchers)`, of jest or vitest. */
export const matchers = Object.freeze({ toAllowTraffic, toBeAdmittedUnder, toHaveNoFindings, toHaveObject });
