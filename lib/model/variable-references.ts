/**
 * `$(NAME)` in a variable, a command or an argument: Kubernetes puts the variable's value there. Of a list of variables
 * each sees those before it (https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/).
 */
import { isReference } from './reference';
import { isDeferred } from './value';

/** The names that a text refers to, each once. `$$(NAME)` refers to nothing: it is how `$(NAME)` itself is written. */
export function referredVariables(text: string): readonly string[] {
  if (!text.includes('$(')) return [];
  const names = [...text.matchAll(/\$\$|\$\(([^)]*)\)/g)].flatMap(([, name]) => name ?? []);
  return [...new Set(names)];
}

/** What is known of the text of a variable, while references and Outputs in it are not. */
export function knownText(value: unknown): string {
  if (typeof value === 'string') return value;
  return !isDeferred(value) && isReference(value) ? value.known ?? '' : '';
}

/** The items in an order in which each comes after those that it refers to, and else as they were. */
export function afterReferred<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  textOf: (item: Item) => string,
): readonly Item[] {
  if (!items.some((item) => textOf(item).includes('$('))) return items;
  const named = new Map(items.map((item) => [nameOf(item), item]));
  const placed = new Set<Item>();
  const place = (item: Item, open: readonly Item[]): void => {
    // Where the way leads back to itself no order helps.
    if (placed.has(item) || open.includes(item)) return;
    for (const name of referredVariables(textOf(item))) {
      const referred = named.get(name);
      if (referred !== undefined) place(referred, [...open, item]);
    }
    placed.add(item);
  };
  for (const item of items) place(item, []);
  return [...placed];
}

/** The names on a way of references that leads back to where it began, or undefined where there is none. */
export function circleOf(texts: ReadonlyMap<string, string>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): readonly string[] | undefined => {
    const start = way.indexOf(name);
    if (start >= 0) return [...way.slice(start), name];
    if (done.has(name)) return undefined;
    for (const referred of referredVariables(texts.get(name) ?? '')) {
      const circle = texts.has(referred) ? visit(referred, [...way, name]) : undefined;
      if (circle !== undefined) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of texts.keys()) {
    const circle = visit(name, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
