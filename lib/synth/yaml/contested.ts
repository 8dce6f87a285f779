/** The values that versions of the library write differently, of those that write into cdk8s from 2.68.12 on. */

/**
 * By the version of the library that brought today's form: 2.4.2 (`nO` and its like were quoted), 2.4.3 (`-.nan` was),
 * 2.8.1 (lines that are all blank were).
 */
const contestedTexts = /^(?:[nN][oO]|[fF][aA][lL][sS][eE]|[oO][fF][fF]|[-+]\.(?:nan|NaN|NAN))$/;

/** Whether the library's versions differ in how they write it, as a key or as a value. */
export function isContestedText(text: string): boolean {
  return contestedTexts.test(text) || (text.includes('\n') && text.trim() === '');
}

/** The zero with a sign lost it before 2.8.2. */
export function isContestedNumber(value: number): boolean {
  return Object.is(value, -0);
}
