/** Every example for each of its targets on every platform preset, also on those that its house did not choose. */
import { App, type Platform } from 'charthouse';

import { completed, examples, onlyOn, presets } from '../../examples/support/on-platform';

/** An example on a platform. */
export interface OnPreset {
  /** Example, target and preset. */
  readonly name: string;
  readonly platform: Platform;
  build(): App;
}

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
