/** Rendering for `explain`: without its upper layers a part of an object may not settle, and the rest is there. */
import { render } from '../model/render';
import { isPlainObject, type Viewpoint } from '../model/value';

/** Renders what can be rendered, and leaves out what throws. */
export function whatRenders(value: unknown, viewpoint: Viewpoint): unknown {
  try {
    return render(value, viewpoint);
  } catch {
    if (Array.isArray(value)) {
      return value.map((item) => whatRenders(item, viewpoint)).filter((item) => item !== undefined);
    }
    if (!isPlainObject(value)) return undefined;
    const entries = Object.entries(value).map(([key, entry]) => [key, whatRenders(entry, viewpoint)] as const);
    return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
  }
}
