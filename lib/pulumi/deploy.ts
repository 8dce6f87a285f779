/** Deploys a tree: builds it, judges it, and registers its objects as resources of the stack. */
import type { App } from '../synth/app';
import { CharthouseError } from '../model/error';
import { withoutCallStacks } from './call-stacks';
import { DeployedApp, type DeployedAppOptions } from './deployed-app';
import { exportedOf, type Exported } from './exported';
import { refuseErrors } from './judge';
import { plannedObjects } from './planned-object';
import { pluginVersion, warnOfMissingPlugin } from './plugin';
import { checkProviders, providerFor, type Providers } from './provider';
import { inRegistrationOrder } from './registration-order';
import { checkFormerTargets } from './resource-names';
import { shownPlainly } from './shown-plainly';
import { StackApp } from './stack-app';

/** Where a tree goes, and how. */
export interface DeployOptions
  extends Providers, Omit<DeployedAppOptions, 'provider' | 'providers' | 'version' | 'urn' | 'import'> {}

/** A deployed tree: its resources, and what the program returned, with an Output for each reference. */
export type Deployed<Result> = DeployedApp & Exported<Result>;

/**
 * Makes resources of everything in a tree. The program builds the tree below the App that it gets, of the same
 * constructs that are synthesized to YAML; where values are, Outputs may stand. What it returns is on the result.
 *
 * @example
 * const shop = deploy('shop', { provider }, (app) => {
 *   const application = new Application(app, 'shop', { target: acme.target('prod-eu') });
 *   const api = new WebService(application, 'api', { image: image.repoDigest, port: 8080 });
 *   return { api, url: api.url };
 * });
 * export const address = shop.url;
 * export const ip = shop.resource(shop.api, 'Service').status.loadBalancer;
 * @param name - begins the names of all its resources: another name makes others
 * @throws CharthouseError with all errors of the tree: then nothing of it has been registered
 */
export function deploy<Result>(
  name: string,
  options: DeployOptions,
  program: (app: App) => Result,
): Deployed<Result> {
  return withoutStack(() => {
    const { provider, providers, ...others } = options;
    checkProviders(options, name);
    const deployment: { app?: DeployedApp } = {};
    const app = new StackApp((path) => versionOf(deployment.app, path));
    const result = program(app);
    refusePromise(result, name);
    refuseErrors(app.findings());
    const objects = inRegistrationOrder(plannedObjects(app));
    for (const planned of objects) providerFor(planned, options);
    checkFormerTargets(options.formerTargets ?? {}, new Set(objects.map(({ cluster }) => cluster)), name);
    const exported = exportedOf(result, name, isOfDeployment);
    const version = pluginVersion();
    warnOfMissingPlugin(name, version);
    // Nothing is registered before this line.
    const deployed = new DeployedApp(name, { provider, providers }, others, app);
    deployment.app = deployed;
    withoutCallStacks(() => { deployed.register(objects, version); });
    return Object.assign(deployed, exported) as unknown as Deployed<Result>;
  });
}

/** Whether a deployment has something of this name: what a program returns would hide it. */
function isOfDeployment(name: string): boolean {
  return name === 'urn' || name.startsWith('__') || name in DeployedApp.prototype;
}

function versionOf(app: DeployedApp | undefined, path: string): ReturnType<DeployedApp['versionOf']> {
  if (app === undefined) throw new Error(`${path} is asked for its version before it is registered`);
  return app.versionOf(path);
}

/** Pulumi shows such an error as it is, and not the stack of calls that led to it. */
function withoutStack<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw shownPlainly(error);
  }
}

function refusePromise(result: unknown, name: string): void {
  if (!(result instanceof Promise)) return;
  throw new CharthouseError({
    path: name,
    problem: 'has a program that goes on after it returned: its tree is not whole when it is registered',
    value: 'a Promise',
    allowed: 'a program that builds the tree at once',
    fix: 'await what it needs before deploy(…), or give it as an Output',
  });
}
