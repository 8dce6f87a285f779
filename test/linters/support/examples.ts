/** The examples as linters see them: each on every platform preset, in its own house and in one that is hardened. */
import { App, Application, defineHouse, generic, hardened, k3s } from 'charthouse';
import type { House, Platform, Target } from 'charthouse';

import * as agents from '../../../examples/agents';
import * as onlineBoutique from '../../../examples/online-boutique';
import * as product from '../../../examples/product';
import * as quickStart from '../../../examples/quick-start';
import * as restApi from '../../../examples/rest-api';
import * as sockShop from '../../../examples/sock-shop';
import * as votingApp from '../../../examples/voting-app';
import { freshPath } from '../../synth/support/folder';

/** An example: its house, and what builds it for a target of that house. */
interface Example<Names extends string = string> {
  readonly house: House<Names, readonly []>;
  readonly build: (app: App, target: Target<Names, readonly []>) => void;
}

/** A house of an example, and the files that came of it. */
export type HouseName = 'own' | 'hardened';

/** An example for one target on one platform. */
export interface Linted {
  readonly example: string;
  /** Example, target and platform. */
  readonly name: string;
  readonly house: HouseName;
  /** Where its files are. */
  readonly folder: string;
}

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

const examples = {
  'quick-start': { house: anyHouse, build: buildQuickStart },
  'online-boutique': onlineBoutique,
  'sock-shop': sockShop,
  'voting-app': votingApp,
  'rest-api': { house: restApi.house, build: restApi.install },
  agents,
  product: { house: product.house, build: product.install },
} as unknown as Readonly<Record<string, Example>>;

/** The platforms that the library has. */
export const presets: Readonly<Record<string, typeof generic>> = { generic, k3s };

/** Every example for every target, on the platform that its house chose and on each preset; the files are written. */
export function lintedExamples(house: HouseName): readonly Linted[] {
  return [...house === 'own' ? [plainQuickStart()] : [], ...inApplications(house)];
}

/** As it stands: in a plain Chart, by the library's own house. */
function plainQuickStart(): Linted {
  const app = new App({ outdir: freshPath() });
  quickStart.build(app);
  app.synth();
  return { example: 'quick-start', name: 'quick-start in a Chart', house: 'own', folder: app.outdir };
}

function inApplications(house: HouseName): readonly Linted[] {
  return Object.entries(examples).flatMap(([example, each]) =>
    each.house.targets.flatMap(({ name: target, platform: chosen }) => {
      const others = Object.entries(presets).filter(([preset]) => preset !== chosen.name);
      const platforms: readonly (readonly [string, Platform])[] = [
        [chosen.name, chosen], ...others.map(([preset, make]) => [preset, completed(make, chosen)] as const),
      ];
      return platforms.map(([platform, data]): Linted => {
        const folder = written(each, target, data, house);
        return { example, name: `${example} for ${target} on ${platform}`, house, folder };
      });
    }));
}

/** A preset with what a house adds to its own platform: who collects metrics, and further tiers of storage. */
function completed(make: typeof generic, { metrics, storage }: Platform): Platform {
  const preset = make();
  const tiers = Object.fromEntries(Object.keys(storage ?? {}).map((tier) => [tier, {}]));
  return make({ metrics: metrics ?? preset.metrics, storage: { ...tiers, ...preset.storage } });
}

function written(example: Example, target: string, platform: Platform, house: HouseName): string {
  const app = new App({ outdir: freshPath() });
  example.build(app, housed(example.house, platform, house).target(target));
  app.synth();
  return app.outdir;
}

/** The house of an example, with one platform for all its targets. */
function housed(house: House<string, readonly []>, platform: Platform, which: HouseName): House<string, readonly []> {
  const { name, version } = house;
  const platforms = Object.fromEntries(Object.keys(house.platforms).map((key) => [key, platform]));
  // No house of an example speaks of what `hardened` has a default for: it is the same, whichever extends the other.
  const defaults = which === 'own' ? {} : Object.assign({}, ...hardened.layers.map(({ values }) => values)) as object;
  return defineHouse({ name, version, extends: house, platforms, defaults });
}
