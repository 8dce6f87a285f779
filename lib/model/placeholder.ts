/** What stands in a manifest for a value that only a stack knows: no text that anybody may judge, hash or show. */

/** Begins and ends it: nobody types this character, and JSON does not escape it. */
export const placeholderMark = '\uE001';

/** Whether a text holds a value that is known later. */
export function holdsPlaceholder(text: unknown): text is string {
  return typeof text === 'string' && text.includes(placeholderMark);
}
