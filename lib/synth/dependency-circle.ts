/** The error for constructs that wait for each other: the way round, and who said so. */
import { CharthouseError } from '../model/error';
import type { Dependencies } from './dependencies';
import { constructAt, isWithin } from './flat-tree';

/** How many steps of a circle an error shows. */
const shownSteps = 20;

/** The error for the places of a circle, each of which waits for the next, and the last for the first. */
export function dependencyCircle(stated: Dependencies, places: readonly number[]): CharthouseError {
  const first = places.indexOf(places.reduce((least, place) => Math.min(least, place), Infinity));
  const circle = [...places.slice(first), ...places.slice(0, first)];
  const [start = 0, second = start] = circle;
  const steps = circle.slice(0, shownSteps).map((place, index) => [place, circle[index + 1] ?? start] as const);
  const reasons = [...new Set(steps.flatMap(([place, other]) => reasonFor(stated, place, other)))];
  const shown = circle.slice(0, shownSteps).map((place) => pathAt(stated, place));
  const more = circle.length > shownSteps ? [`… ${circle.length - shownSteps} more …`] : [];
  return new CharthouseError({
    path: pathAt(stated, start),
    field: 'addDependency',
    problem: `leads in a circle: ${[...shown, ...more, pathAt(stated, start)].join(' => ')}`
      + (reasons.length === 0 ? '' : ` (${reasons.join(', ')})`),
    value: pathAt(stated, second),
    allowed: 'an order without circles, of charts as of the objects in them',
    fix: 'remove one of the steps; where charts wait for each other, move what both wait for to a third',
  });
}

/** Why one waits for the other where nobody said so of these two: it was said of something around or inside them. */
function reasonFor(stated: Dependencies, place: number, other: number): readonly string[] {
  const { tree } = stated;
  if (stated.of[place]?.includes(other) === true) return [];
  const [chart, otherChart] = [tree.charts[place], tree.charts[other]];
  if (place === chart && tree.parents[other] === place)
    return [`${pathAt(stated, other)} is a chart inside ${pathAt(stated, place)}`];
  for (const source of stated.sources) {
    if (tree.charts[source] !== chart) continue;
    for (const target of stated.of[source] ?? []) {
      const concerns = chart === otherChart ? isWithin(tree, place, source) && isWithin(tree, other, target) : true;
      if (tree.charts[target] === otherChart && concerns)
        return [`${pathAt(stated, source)} depends on ${pathAt(stated, target)}`];
    }
  }
  return [];
}

function pathAt({ tree }: Dependencies, place: number): string {
  const { path } = constructAt(tree, place).node;
  return path === '' ? 'App' : path;
}
