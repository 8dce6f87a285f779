/** A shop in a stack, with mocks for the engine. */
import { Application, defineHouse, generic, type App } from 'charthouse';
import { clusterProvider, deploy, type Deployed, type DeployOptions } from 'charthouse/pulumi';

import { registered, type Run, type RunOptions } from './registered';

/** A house with two clusters. */
export const acme = defineHouse({
  name: 'acme',
  version: '1.0.0',
  platforms: { plain: generic() },
  targets: {
    'prod-eu': { platform: 'plain', environment: 'prod' },
    'prod-us': { platform: 'plain', environment: 'prod' },
  },
});

/** What a test does with a stack. */
export interface Stack extends RunOptions {
  /** The name of the deployment. @default 'shop' */
  readonly name?: string;
  /** Besides the provider. @default - none */
  readonly options?: () => DeployOptions;
}

/** Deploys an Application `shop` to `prod-eu`. */
export function deployedShop<Result>(
  build: (shop: Application, app: App) => Result,
  { name = 'shop', options = () => ({ provider: here() }), ...run }: Stack = {},
): Promise<Run<Deployed<Result>>> {
  return registered(() => deploy(name, options(), (app) =>
    build(new Application(app, 'shop', { target: acme.target('prod-eu') }), app)), run);
}

/** A provider as we make it. */
export function here(name = 'here'): ReturnType<typeof clusterProvider> {
  return clusterProvider(name, { kubeconfig: 'none' });
}
