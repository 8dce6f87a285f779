/** The versions of cdk8s whose results ours were proven equal to, over examples and random trees. */
import { App as Cdk8sApp } from 'cdk8s';

/**
 * The first and the last minor version. Within a minor version cdk8s' releases raise what it depends on; `npm test`
 * compares on the lowest that is supported and on the newest there was.
 */
export const provenVersions = Object.freeze({ from: '2.68', to: '2.70' });

/** The version of cdk8s that is installed, as it says itself; undefined where it does not. */
export function installedVersion(): string | undefined {
  const facts = Reflect.get(Cdk8sApp, Symbol.for('jsii.rtti')) as { readonly version?: unknown } | undefined;
  return typeof facts?.version === 'string' ? facts.version : undefined;
}

/** Whether a version is among those proven. */
export function isProven(version: string | undefined): boolean {
  const [major, minor] = minorOf(version ?? '');
  const [[low, first], [high, last]] = [minorOf(provenVersions.from), minorOf(provenVersions.to)];
  return major === low && major === high && minor >= first && minor <= last;
}

function minorOf(version: string): readonly [number, number] {
  const [, major = 'none', minor = 'none'] = /^(\d+)\.(\d+)(?:\.\d+)?$/.exec(version) ?? [];
  return [Number(major), Number(minor)];
}
