/**
 * Of an object as it is in the cluster, what somebody stated: the same shape as the inputs have. The rest was filled in
 * by the server, and is no difference.
 */
import { isList, isMap, type Properties, type Value } from './values';

/** Keeps of the live object what the inputs have, list items by their place. */
export function pruned(live: Properties, inputs: Properties): Properties {
  const kept = Object.entries(live).filter(([name]) => inputs[name] !== undefined);
  return Object.fromEntries(kept.map(([name, value]) => [name, prunedValue(value, inputs[name] ?? null)]));
}

function prunedValue(live: Value, input: Value): Value {
  if (isMap(live) && isMap(input)) return pruned(live, input);
  if (!isList(live) || !isList(input)) return live;
  const alike = typeof live[0] === typeof input[0];
  return live.length > 0 && input.length > 0 && !alike
    ? live
    : input.slice(0, live.length).map((each, index) => prunedValue(live[index] ?? null, each));
}
