/** The examples with their houses, and how each goes to a platform that its house did not choose. */
import { Application, defineHouse, generic, k3s } from 'charthouse';
import type { App, House, Platform, Target } from 'charthouse';

import * as agents from '../../../examples/agents';
import * as onlineBoutique from '../../../examples/online-boutique';
import * as product from '../../../examples/product';
import * as quickStart from '../../../examples/quick-start';
import * as restApi from '../../../examples/rest-api';
import * as sockShop from '../../../examples/sock-shop';
import * as votingApp from '../../../examples/voting-app';

/** An example: its house, and what builds it for a target of that house. */
export interface Example<Names extends string = string> {
  readonly house: House<Names, readonly []>;
  readonly build: (app: App, target: Target<Names, readonly []>) => void;
}

/** The platforms that the library has. */
export const presets: Readonly<Record<string, typeof generic>> = { generic, k3s };

/** The quick start names no house: where an Application stands above it, that one's serves. */
const anyHouse = defineHouse({
  name: 'any',
  version: '1',
  platforms: { cluster: generic() },
  targets: { cluster: { platform: 'cluster', environment: 'prod' } },
});

function buildQuickStart(app: App, target: Target): void {
  quickStart.build(new Application(app, 'application', { target, name: 'hello' }));
}

/** Every example, by name. */
export const examples = {
  'quick-start': { house: anyHouse, build: buildQuickStart },
  'online-boutique': onlineBoutique,
  'sock-shop': sockShop,
  'voting-app': votingApp,
  'rest-api': { house: restApi.house, build: restApi.install },
  agents,
  product: { house: product.house, build: product.install },
} as unknown as Readonly<Record<string, Example>>;

/** A preset with what a house adds to its own platform: who collects metrics, and further tiers of storage. */
export function completed(
  make: typeof generic,
  { metrics, storage }: Platform,
  said: { readonly kubernetes?: string } = {},
): Platform {
  const preset = make();
  const tiers = Object.fromEntries(Object.keys(storage ?? {}).map((tier) => [tier, {}]));
  return make({ ...said, metrics: metrics ?? preset.metrics, storage: { ...tiers, ...preset.storage } });
}

/** The house of an example, with one platform for all its targets, and with these defaults. */
export function onlyOn(platform: Platform, house: Example['house'], defaults: object = {}): Example['house'] {
  const { name, version } = house;
  const platforms = Object.fromEntries(Object.keys(house.platforms).map((key) => [key, platform]));
  return defineHouse({ name, version, extends: house, platforms, defaults });
}
