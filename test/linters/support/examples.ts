/** The examples as linters see them: each on every platform preset, in its own house and in one that is hardened. */
import { App, hardened, type Platform } from 'charthouse';

import { build as quickStart } from '../../../examples/quick-start';
import { completed, examples, onlyOn, presets, type Example } from '../../examples/support/on-platform';
import { freshPath } from '../../synth/support/folder';

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

/** Every example for every target, on the platform that its house chose and on each preset; the files are written. */
export function lintedExamples(house: HouseName): readonly Linted[] {
  return [...house === 'own' ? [plainQuickStart()] : [], ...inApplications(house)];
}

/** As it stands: in a plain Chart, by the library's own house. */
function plainQuickStart(): Linted {
  const app = new App({ outdir: freshPath() });
  quickStart(app);
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

function written(example: Example, target: string, platform: Platform, house: HouseName): string {
  const app = new App({ outdir: freshPath() });
  // No house of an example speaks of what `hardened` has a default for: it is the same, whichever extends the other.
  const defaults = house === 'own' ? {} : Object.assign({}, ...hardened.layers.map(({ values }) => values)) as object;
  example.build(app, onlyOn(platform, example.house, defaults).target(target));
  app.synth();
  return app.outdir;
}
