/** Brands tell our objects from others' across copies of the package: `Symbol.for`, never `instanceof`. */
import { CharthouseError } from './error';
import { thisCopy, type Copy } from './version';

/** The kinds of objects that carry a brand. */
export type Brand =
  | 'App'
  | 'House'
  | 'Target'
  | 'Platform'
  | 'Pattern'
  | 'Context'
  | 'Object'
  | 'Workload'
  | 'Rule'
  | 'Reference'
  | 'Late'
  | 'Derived'
  | 'OutputsResolver';

/** The symbol of a brand, equal in every copy. */
export function brandSymbol(brand: Brand): symbol {
  return symbols[brand];
}

/** Looked up once: values are asked for their brand all the time. */
const symbols: Readonly<Record<Brand, symbol>> = Object.freeze({
  App: Symbol.for('charthouse.App'),
  Context: Symbol.for('charthouse.Context'),
  Derived: Symbol.for('charthouse.Derived'),
  House: Symbol.for('charthouse.House'),
  Late: Symbol.for('charthouse.Late'),
  Object: Symbol.for('charthouse.Object'),
  OutputsResolver: Symbol.for('charthouse.OutputsResolver'),
  Pattern: Symbol.for('charthouse.Pattern'),
  Platform: Symbol.for('charthouse.Platform'),
  Reference: Symbol.for('charthouse.Reference'),
  Rule: Symbol.for('charthouse.Rule'),
  Target: Symbol.for('charthouse.Target'),
  Workload: Symbol.for('charthouse.Workload'),
});

/** Marks an object with a brand of this copy; a prototype, and so all objects of its class, costs less than each. */
export function markBrand(target: object, brand: Brand): void {
  Object.defineProperty(target, brandSymbol(brand), { value: thisCopy, enumerable: false });
}

/** The copy that branded the object, or undefined where it does not carry the brand. */
export function copyOf(value: unknown, brand: Brand): Copy | undefined {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined;
  return (value as Record<symbol, Copy | undefined>)[brandSymbol(brand)];
}

/** Whether the value carries the brand, of whichever copy. */
export function hasBrand(value: unknown, brand: Brand): boolean {
  return copyOf(value, brand) !== undefined;
}

/** Throws where the object comes from a copy of charthouse that keeps another contract; the error names both. */
export function assertSameContract(value: unknown, brand: Brand, path: string, what: string): void {
  const copy = copyOf(value, brand);
  if (copy === undefined || copy.contract === thisCopy.contract) return;
  throw new CharthouseError({
    path,
    problem:
      `meets two incompatible copies of charthouse: ${what} was made by charthouse ${copy.version} `
      + `(${copy.location}), this is charthouse ${thisCopy.version} (${thisCopy.location})`,
    value: copy.version,
    allowed: `a copy that keeps contract ${thisCopy.contract}`,
    fix: 'install one version: a package that brings a house names charthouse as a peer dependency, not as its own',
  });
}
