/** What the house says of security, spread, disruption and network, for a workload that another library made. */
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { CharthouseError } from '../model/error';
import { Reasons } from '../model/reasons';
import { unknownField } from '../model/shape';
import type { ConnectionKeys } from '../patterns/connections';
import type { DisruptionKey } from '../patterns/disruption';
import type { NetworkKeys } from '../patterns/network-isolation/network-isolation';
import type { AnyPattern } from '../patterns/pattern';
import type { SecurityKeys, UserKeys } from '../patterns/security';
import type { SpreadKey } from '../patterns/spread';
import { foreignAt, type ForeignRecord } from './foreign-mark';
import { foreignDefinition } from './foreign-settings';
import { ForeignWorkload } from './foreign-workload';
import { isWorkloadObject, theWorkloadIn } from './workload-in';

/** How a foreign workload is hardened: the props of the four patterns, each switched off with `false`. */
export interface HardenOptions
  extends SecurityKeys, UserKeys, SpreadKey, DisruptionKey, NetworkKeys, ConnectionKeys {
  /** Reasons, by field or by rule: for a relaxation, for leaving a lock, for waiving a finding. @default - none */
  readonly because?: Readonly<Record<string, string>> | undefined;
}

/** The patterns that harden; `connections` says whom the network lets it reach. */
const parts: readonly string[] = Object.freeze([
  'connections', 'disruption', 'networkIsolation', 'security', 'spread',
]);

/**
 * Lets a workload of cdk8s, of cdk8s-plus or out of `Include` and `Helm` run as the house has it: under "restricted"
 * security, spread over nodes and zones, with a PodDisruptionBudget, and a NetworkPolicy that opens what is stated.
 * Under an Application the defaults of its house hold, in a plain Chart those of the library. What its manifest says
 * already stays. The workload is an ApiObject, or a construct around one.
 *
 * @example harden(deployment, { disruption: false, connectsTo: [orders] })
 * @throws CharthouseError for a construct that holds no workload or several, a workload of Charthouse, one that is
 * hardened already, and for options that do not fit it
 */
export function harden(workload: IConstruct, options: HardenOptions = {}): void {
  hardenObject(workload, options, 'refused');
}

/** Hardens; what does not fit the workload's kind is an error, or not for it. */
export function hardenObject(workload: IConstruct, options: HardenOptions, unfit: 'refused' | 'left out'): void {
  const object = theWorkloadIn(workload, 'harden');
  const { path } = object.node;
  if (!isWorkloadObject(object)) {
    throw new CharthouseError({
      path,
      problem: `is a ${object.kind}, which makes no pods that can be hardened`,
      value: object.kind,
      allowed: 'a Deployment, StatefulSet, DaemonSet, Job or CronJob',
      fix: 'pass the workload itself',
    });
  }
  const record = foreignAt(object) ?? new ForeignWorkload(object);
  const { because, ...given } = options;
  const { patterns, settings } = chosen(object, record.context.house.patterns, given, unfit);
  refuseSecond(record, patterns);
  record.apply(patterns, { settings, reasons: new Reasons(path, because, record.context.reasons), field: '' });
}

/** Whether a workload was hardened before, or in part by `applyPattern`. */
export function isHardened(object: IConstruct): boolean {
  const record = foreignAt(object);
  return record !== undefined && parts.some((part) => record.has(part));
}

function refuseSecond(record: ForeignRecord, patterns: readonly AnyPattern[]): void {
  const again = patterns.find(({ name }) => record.has(name));
  if (again === undefined) return;
  throw new CharthouseError({
    path: record.node.path,
    field: again.name,
    problem: 'is applied to it already',
    value: again.name,
    allowed: 'a workload that is hardened once',
    fix: 'say all of it at once: harden(deployment, { … })',
  });
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The patterns that fit and are not switched off, and what is said of them. A part that is off is left to whoever made
 * the workload: it takes no reason.
 */
function chosen(
  object: ApiObject,
  ofHouse: readonly AnyPattern[],
  given: Fields,
  unfit: 'refused' | 'left out',
): { readonly patterns: readonly AnyPattern[]; readonly settings: Fields } {
  const { traits } = foreignDefinition(object.kind);
  const all = ofHouse.filter(({ name }) => parts.includes(name));
  const fitting = all.filter((pattern) => pattern.fits.every((trait) => traits.includes(trait)));
  const patterns = fitting.filter(({ off }) => off === undefined || given[off] !== false);
  const said = Object.entries(given).filter(([key, value]) => {
    if (value === undefined) return false;
    const by = all.find(({ shapes, containerShapes }) => key in shapes || key in containerShapes);
    if (by === undefined) throw unknownField({ path: object.node.path, field: '' }, key, keysOf(all));
    if (patterns.includes(by)) return true;
    if ((key === by.off && value === false) || (unfit === 'left out' && !fitting.includes(by))) return false;
    throw new CharthouseError({
      path: object.node.path,
      field: key,
      problem: fitting.includes(by) ? `is said of ${by.name}, which is switched off` : `does not fit a ${object.kind}`,
      value,
      allowed: keysOf(patterns).join(', '),
      fix: 'leave it out',
    });
  });
  return { patterns, settings: Object.fromEntries(said) };
}

function keysOf(patterns: readonly AnyPattern[]): readonly string[] {
  return patterns.flatMap(({ shapes, containerShapes }) => [...Object.keys(shapes), ...Object.keys(containerShapes)]);
}
