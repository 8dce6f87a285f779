/** What a stack does with Outputs while it renders: each becomes a placeholder, and is put back afterwards. */
import type { Deferred, Viewpoint } from '../../../lib';

/** Placeholders for Outputs. */
export class Placeholders {
  private readonly values = new Map<string, Deferred<unknown>>();

  /** A viewpoint that swaps Outputs for placeholders. */
  public viewpoint(path: string, namespace: string): Viewpoint {
    const swap = (value: Deferred<unknown>): string => {
      const placeholder = `<later ${this.values.size}>`;
      this.values.set(placeholder, value);
      return placeholder;
    };
    return { path, namespace, deferred: swap, secret: swap };
  }

  /** The fields of a manifest that are placeholders, items of lists by their names where they have one. */
  public fieldsIn(value: unknown, field = ''): readonly string[] {
    if (typeof value === 'string') return this.values.has(value) ? [field] : [];
    if (typeof value !== 'object' || value === null) return [];
    if (Array.isArray(value))
      return value.flatMap((item: { readonly name?: string }, index) =>
        this.fieldsIn(item, `${field}[${item.name ?? index}]`));
    return Object.entries(value).flatMap(([key, entry]) =>
      this.fieldsIn(entry, field === '' ? key : `${field}.${key}`));
  }

  /** The manifest with the Outputs in their fields again. */
  public restored(value: unknown): unknown {
    if (typeof value === 'string') return this.values.get(value) ?? value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.restored(item));
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.restored(entry)]));
  }
}
