/** The values that versions of the library write differently, of those that write for cdk8s from 2.68.12 on. */

/** Versions before 2.4.3 quote the second, those before 2.4.2 the first where its case is odd. */
const negations = /^(?:no|off|false)$/i;
const signedNoNumber = /^[-+]\.(?:nan|NaN|NAN)$/;
const usualCase = /^(?:.[a-z]+|[A-Z]+)$/;

/** Whether the library's versions differ in how they write it, as a key or as a value. */
export function isContestedText(text: string): boolean {
  if (negations.test(text)) return !usualCase.test(text);
  // Versions before 2.8.1 quote lines that are all blank.
  return signedNoNumber.test(text) || (text.includes('\n') && text.trim() === '');
}

/** A zero keeps its minus from 2.8.2 on. */
export function isContestedNumber(value: number): boolean {
  return Object.is(value, -0);
}
