/** The house of whoever has none: the library's own defaults, on a generic cluster. */
import { generic } from '../platforms/generic';
import { defineHouse } from './define-house';
import type { House } from './house';

let made: House | undefined;

/** The built-in house, made at the first question. */
export function builtInHouse(): House {
  made ??= defineHouse({
    name: 'charthouse',
    version: '1',
    platforms: { generic: generic() },
    targets: { default: { platform: 'generic', environment: 'default' } },
  });
  return made;
}
