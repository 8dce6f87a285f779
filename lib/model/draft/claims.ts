/** Claims: a tree of fields in which each leaf has one owner. A second claim throws, and names both patterns. */
import { CharthouseError, showValue } from '../error';
import { isDeferred, isPlainObject } from '../value';

/** Who claimed each field: the owner of a leaf, or the owners within an object. No key of it is inherited. */
interface Owners {
  [field: string]: string | Owners;
}

/** The claims on one object: the pod, the controller, or one container. */
export class Claims {
  private values: Record<string, unknown> = {};
  private owners: Owners = noOwners();

  /** `subject` is what an error names: `pod`, `container api`. */
  public constructor(
    private readonly path: string,
    private readonly subject: string,
  ) {}

  /** Claims every leaf of the patch for the owner. */
  public claim(patch: object, owner: string): void {
    this.into(this.values, this.owners, patch as Record<string, unknown>, owner, undefined);
  }

  /** The same claims, to which others may be added. */
  public copy(): Claims {
    const copy = new Claims(this.path, this.subject);
    copy.values = copiedValues(this.values, this.owners);
    copy.owners = copiedOwners(this.owners);
    return copy;
  }

  /** Everything claimed, as one plain object. `onLeaf` hears of each leaf and its owner. */
  public toObject(onLeaf?: (field: string, owner: string) => void): Record<string, unknown> {
    if (onLeaf !== undefined) eachLeaf(this.owners, '', onLeaf);
    return copiedValues(this.values, this.owners);
  }

  private into(
    values: Record<string, unknown>,
    owners: Owners,
    patch: Readonly<Record<string, unknown>>,
    owner: string,
    within: Within | undefined,
  ): void {
    for (const key of Object.keys(patch)) {
      const value = patch[key];
      if (value === undefined) continue;
      const existing = owners[key];
      const branch = isBranch(value);
      if (existing !== undefined && (!branch || typeof existing === 'string')) {
        throw this.conflict(fieldOf(key, within), values[key], existing, value, owner);
      }
      if (!branch) {
        set(values, key, value);
        owners[key] = owner;
        continue;
      }
      if (existing === undefined) set(values, key, {});
      const inner = existing ?? (owners[key] = noOwners());
      this.into(values[key] as Record<string, unknown>, inner, value, owner, { key, within });
    }
  }

  private conflict(
    field: string,
    claimed: unknown,
    owners: string | Owners,
    value: unknown,
    owner: string,
  ): CharthouseError {
    const first = firstOf(claimed, owners);
    return new CharthouseError({
      path: this.path,
      field: `${this.subject} ${field}`,
      problem: `is claimed by two patterns: '${first.owner}' (${showValue(first.value)}) and '${owner}'`,
      value: isDeferred(value) ? 'an Output' : value,
      allowed: 'one owner for each field',
      fix: `let one of the two write it; a house does without the other by without: ['${first.owner}']`,
    });
  }
}

/** Where a patch stands, as a chain: its text is needed only where two claims meet. */
interface Within {
  readonly key: string;
  readonly within: Within | undefined;
}

function fieldOf(key: string, within: Within | undefined): string {
  return within === undefined ? key : `${fieldOf(within.key, within.within)}.${key}`;
}

/** An object with fields is walked into; an empty one, a list and everything that comes later is a leaf. */
function isBranch(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || isDeferred(value) || !isPlainObject(value)) return false;
  for (const _key in value) return true;
  return false;
}

function noOwners(): Owners {
  return Object.create(null) as Owners;
}

/** Sets a field, whatever it is called. */
function set(values: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') values[key] = value;
  else Object.defineProperty(values, key, { value, enumerable: true, configurable: true, writable: true });
}

function copiedValues(values: Readonly<Record<string, unknown>>, owners: Owners): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(values)) {
    const inner = owners[key];
    const value = values[key];
    set(result, key, typeof inner === 'object' ? copiedValues(value as Record<string, unknown>, inner) : value);
  }
  return result;
}

function copiedOwners(owners: Owners): Owners {
  const result = noOwners();
  for (const [key, inner] of Object.entries(owners))
    result[key] = typeof inner === 'string' ? inner : copiedOwners(inner);
  return result;
}

function eachLeaf(owners: Owners, prefix: string, onLeaf: (field: string, owner: string) => void): void {
  for (const [key, inner] of Object.entries(owners)) {
    const field = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof inner === 'string') onLeaf(field, inner);
    else eachLeaf(inner, field, onLeaf);
  }
}

function firstOf(value: unknown, owners: string | Owners): { readonly value: unknown; readonly owner: string } {
  if (typeof owners === 'string') return { value, owner: owners };
  for (const [key, inner] of Object.entries(owners)) return firstOf((value as Record<string, unknown>)[key], inner);
  return { value: undefined, owner: 'nobody' };
}
