/** Every example for each of its targets on every platform preset, also on those that its house did not choose. */
import { App, Application, defineHouse, generic, k3s } from 'charthouse';
import type { House, Platform, Target } from 'charthouse';

import * as agents from '../../../examples/agents';
import * as onlineBoutique from '../../../examples/online-boutique';
import * as product from '../../../examples/product';
import * as quickStart from '../../../examples/quick-start';
import * as restApi from '../../../examples/rest-api';
import * as sockShop from '../../../examples/sock-shop';
import * as votingApp from '../../../examples/voting-app';

/** The presets. */
export const presets: Readonly<Record<string, typeof generic>> = { generic, k3s };

type AnyHouse = House<string, readonly []>;
type Build = (app: App, target: Target<string, readonly []>) => void;

/** An example on a platform. */
export interface OnPreset {
  /** Example, target and preset. */
  readonly name: string;
  readonly platform: Platform;
  build(): App;
}

/** The quick start names no house: where an Application stands above it, that one's serves. */
const anyHouse = defineHouse({
  name: 'any',
  version: '1',
  platforms: { cluster: generic() },
  targets: { cluster: { platform: 'cluster', environment: 'prod' } },
});

const examples = {
  'quick-start': {
    house: anyHouse,
    build: (app: App, target: Target) => {
      quickStart.build(new Application(app, 'application', { target, name: 'hello' }));
    },
  },
  'online-boutique': onlineBoutique,
  'sock-shop': sockShop,
  'voting-app': votingApp,
  'rest-api': { house: restApi.house, build: restApi.install },
  agents,
  product: { house: product.house, build: product.install },
} as unknown as Readonly<Record<string, { readonly house: AnyHouse; readonly build: Build }>>;

/** All of them; `said` is what the platforms say besides, such as their version. */
export function onPresets(said: { readonly kubernetes?: string } = {}): readonly OnPreset[] {
  return Object.entries(examples).flatMap(([example, { house, build }]) =>
    house.targets.flatMap((target) => Object.entries(presets).map(([preset, make]): OnPreset => {
      const platform = completed(make, target.platform, said);
      return {
        name: `${example} for ${target.name} on ${preset}`,
        platform,
        build: () => {
          const app = new App();
          build(app, onlyOn(platform, house).target(target.name));
          return app;
        },
      };
    })));
}

/** A preset with what a house adds to its own platform: who collects metrics, and further tiers of storage. */
function completed(make: typeof generic, chosen: Platform, said: { readonly kubernetes?: string }): Platform {
  const preset = make();
  const tiers = Object.fromEntries(Object.keys(chosen.storage ?? {}).map((tier) => [tier, {}]));
  const metrics = chosen.metrics ?? preset.metrics;
  return make({ ...said, metrics, storage: { ...tiers, ...preset.storage } });
}

/** The house, with one platform for all of its targets. */
function onlyOn(platform: Platform, house: AnyHouse): AnyHouse {
  const { name, version } = house;
  const platforms = Object.fromEntries(Object.keys(house.platforms).map((key) => [key, platform]));
  return defineHouse({ name, version, extends: house, platforms });
}
