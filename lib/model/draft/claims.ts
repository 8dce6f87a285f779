/** Claims: a tree of fields in which each leaf has one owner. A second claim throws, and names both patterns. */
import { CharthouseError, showValue } from '../error';
import { isDeferred, isPlainObject } from '../value';

/** A claimed leaf. */
export interface Claim {
  readonly value: unknown;
  /** The pattern that claimed it. */
  readonly owner: string;
}

/** Fields, each a claimed leaf or an object of more fields. */
type Fields = Map<string, Claim | Fields>;

/** The claims on one object: the pod, the controller, or one container. */
export class Claims {
  private readonly fields: Fields = new Map();

  /** `subject` is what an error names: `pod`, `container api`. */
  public constructor(
    private readonly path: string,
    private readonly subject: string,
  ) {}

  /** Claims every leaf of the patch for the owner. */
  public claim(patch: object, owner: string): void {
    this.into(this.fields, patch as Record<string, unknown>, owner, '');
  }

  /** The same claims, to which others may be added. */
  public copy(): Claims {
    const copy = new Claims(this.path, this.subject);
    copyInto(copy.fields, this.fields);
    return copy;
  }

  /** Everything claimed, as one plain object. `onLeaf` hears of each leaf and its owner. */
  public toObject(onLeaf?: (field: string, owner: string) => void): Record<string, unknown> {
    return build(this.fields, '', onLeaf);
  }

  private into(fields: Fields, patch: Record<string, unknown>, owner: string, prefix: string): void {
    for (const key of Object.keys(patch)) {
      const value = patch[key];
      if (value === undefined) continue;
      const field = prefix === '' ? key : `${prefix}.${key}`;
      const existing = fields.get(key);
      if (isBranch(value)) {
        if (existing !== undefined && !(existing instanceof Map)) throw this.conflict(field, existing, value, owner);
        const branch: Fields = existing ?? new Map<string, Claim | Fields>();
        if (existing === undefined) fields.set(key, branch);
        this.into(branch, value, owner, field);
      } else {
        if (existing !== undefined) throw this.conflict(field, existing, value, owner);
        fields.set(key, { value, owner });
      }
    }
  }

  private conflict(field: string, existing: Claim | Fields, value: unknown, owner: string): CharthouseError {
    const first = existing instanceof Map ? firstClaim(existing) : existing;
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

/** An object with fields is walked into; an empty one, a list and everything that comes later is a leaf. */
function isBranch(value: unknown): value is Record<string, unknown> {
  return !isDeferred(value) && isPlainObject(value) && Object.keys(value).length > 0;
}

function build(
  fields: Fields,
  prefix: string,
  onLeaf?: (field: string, owner: string) => void,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, entry] of fields) {
    const field = prefix === '' ? key : `${prefix}.${key}`;
    if (entry instanceof Map) {
      result[key] = build(entry, field, onLeaf);
    } else {
      result[key] = entry.value;
      onLeaf?.(field, entry.owner);
    }
  }
  return result;
}

function copyInto(target: Fields, source: Fields): void {
  for (const [key, entry] of source) {
    const copy: Claim | Fields = entry instanceof Map ? new Map<string, Claim | Fields>() : entry;
    if (entry instanceof Map) copyInto(copy as Fields, entry);
    target.set(key, copy);
  }
}

function firstClaim(fields: Fields): Claim {
  for (const entry of fields.values()) return entry instanceof Map ? firstClaim(entry) : entry;
  return { value: undefined, owner: 'nobody' };
}
