/** A walk through a graph, each vertex after all that it leads to; without recursion, and each vertex once. */

/** Where a walk leads; and whether it leads in a circle, which ends it. */
export type Walk = { readonly order: readonly number[] } | { readonly circle: readonly number[] };

/** What is walked. */
export interface Walkable {
  readonly size: number;
  readonly successors: (vertex: number) => readonly number[];
}

const [unseen, open, done] = [0, 1, 2];

/** Walks from the roots, in their order, and from each vertex to its successors, in theirs. */
export function walkDepthFirst({ size, successors }: Walkable, roots: Iterable<number>): Walk {
  const states = new Uint8Array(size).fill(unseen);
  const order: number[] = [];
  /** The vertices on the way to where the walk is; for each what it leads to, and how many of these were taken. */
  const way: number[] = [];
  const next: (readonly number[])[] = [];
  const taken: number[] = [];
  const enter = (vertex: number): void => {
    states[vertex] = open;
    way.push(vertex);
    next.push(successors(vertex));
    taken.push(0);
  };
  for (const root of roots) {
    if (states[root] === unseen) enter(root);
    while (way.length > 0) {
      const top = way.length - 1;
      const vertex = next[top]?.[taken[top] ?? 0];
      if (vertex === undefined) {
        const left = way.pop() ?? root;
        next.pop();
        taken.pop();
        states[left] = done;
        order.push(left);
        continue;
      }
      taken[top] = (taken[top] ?? 0) + 1;
      if (states[vertex] === open) return { circle: way.slice(way.indexOf(vertex)) };
      if (states[vertex] === unseen) enter(vertex);
    }
  }
  return { order };
}

/** What a visit asks, and is told. */
export interface Visit<T> {
  /** Whether it was left before, by this visit or another. */
  readonly isDone: (each: T) => boolean;
  /** What it leads to; asked once. */
  readonly next: (each: T) => Iterable<T>;
  readonly leave: (each: T) => void;
}

/**
 * The same for what has no numbers: leaves each after all that it leads to. Where it comes back to a way that it is on
 * it goes on; the first such circle is returned.
 */
export function visitDepthFirst<T>(from: T, { isDone, next, leave }: Visit<T>): readonly T[] | undefined {
  let circle: readonly T[] | undefined;
  const way = new Set<T>();
  const steps: { readonly at: T; readonly others: Iterator<T> }[] = [];
  const enter = (at: T): void => {
    if (isDone(at)) return;
    if (way.has(at)) {
      circle ??= [...way].slice([...way].indexOf(at));
      return;
    }
    way.add(at);
    steps.push({ at, others: next(at)[Symbol.iterator]() });
  };
  enter(from);
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    const other = step.others.next();
    if (other.done !== true) {
      enter(other.value);
      continue;
    }
    steps.pop();
    way.delete(step.at);
    leave(step.at);
  }
  return circle;
}
