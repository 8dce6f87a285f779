/** The manifests of a few constructs, for tests: rendered as they would be written, without writing anything. */
import { ApiObject } from 'cdk8s';
import { Application } from '../house/application';
import type { House } from '../house/house';
import { CharthouseError } from '../model/error';
import type { Manifest } from '../model/kubernetes/types';
import { App } from '../synth/app';

/** Where the constructs are tried. */
export interface ManifestsOptions {
  /** Name of the target. @default - the house's first */
  readonly target?: string | undefined;
  /** Name of the application. @default 'shop' */
  readonly application?: string | undefined;
}

/** Builds an Application of the house, lets `build` fill it, and gives its manifests in the order of the file. */
export function manifestsOf(
  house: House,
  build: (application: Application) => void,
  options: ManifestsOptions = {},
): readonly Manifest[] {
  const app = new App();
  const [first] = house.targets;
  const target = options.target === undefined ? first : house.target(options.target);
  if (target === undefined) {
    throw new CharthouseError({
      path: `house ${house.name}`,
      field: 'targets',
      problem: 'has no target to try constructs on',
      allowed: 'a house with a target',
      fix: 'give it one, if only for tests',
    });
  }
  const application = new Application(app, options.application ?? 'shop', { target });
  build(application);
  return application.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => object.toJson() as Manifest);
}
