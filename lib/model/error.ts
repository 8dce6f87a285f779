/** Errors are data first, text second: path, field, value, what is allowed, and the fix. */

/** What an error tells. */
export interface ErrorFacts {
  /** Path of the construct, such as `shop/api`; or what is being made, such as `house acme`. */
  readonly path: string;
  /** What is wrong with the field, in lower case: `must be at least scaling.min (3)`. */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
  /**
   * The field, as its author wrote it: `scaling.max`.
   * @default - the error is about no single field
   */
  readonly field?: string | undefined;
  /**
   * The value that was given.
   * @default - none
   */
  readonly value?: unknown;
  /**
   * What is allowed.
   * @default - the problem says it
   */
  readonly allowed?: string | undefined;
  /**
   * What somebody else's code threw.
   * @default - nothing: the error is Charthouse's own
   */
  readonly cause?: unknown;
}

/** The one class of errors that Charthouse throws. Recognise it by `name`, for there may be several copies of it. */
export class CharthouseError extends Error implements ErrorFacts {
  public override readonly name: string = 'CharthouseError';
  public readonly path: string;
  public readonly problem: string;
  public readonly fix: string;
  public readonly field: string | undefined;
  public readonly value: unknown;
  public readonly allowed: string | undefined;

  public constructor(facts: ErrorFacts) {
    super(errorText(facts), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.path = facts.path;
    this.problem = facts.problem;
    this.fix = facts.fix;
    this.field = facts.field;
    this.value = facts.value;
    this.allowed = facts.allowed;
  }
}

/** One line: `shop/api: scaling.max must be at least scaling.min (3), got 2; raise max or lower min`. */
function errorText(facts: ErrorFacts): string {
  const field = facts.field === undefined ? '' : `${facts.field} `;
  return `${facts.path}: ${field}${facts.problem}${allowedText(facts)}${valueText(facts)}; ${facts.fix}`;
}

/** What is allowed, unless the problem or the fix says it; a list of all props is there as data, not as text. */
function allowedText({ allowed, problem, fix }: ErrorFacts): string {
  if (allowed === undefined || problem.includes(allowed) || fix.includes(allowed) || allowed.length > 200) return '';
  return ` (${allowed})`;
}

/** What was given, unless the field ends with it: a misspelt prop is its own value. */
function valueText({ field, value }: ErrorFacts): string {
  if (value === undefined || (typeof value === 'string' && value !== '' && field?.endsWith(value) === true)) return '';
  return `, got ${showValue(value)}`;
}

/** A value as an error shows it: short, on one line, and never by asking an unknown object to print itself. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return showText(value.replace(/\s+/g, ' '));
  if (Array.isArray(value)) return `[${value.slice(0, 6).map(showValue).join(', ')}${value.length > 6 ? ', …' : ''}]`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  // An Output answers to every property: it comes first.
  if ((value as { readonly __pulumiOutput?: unknown }).__pulumiOutput === true) return 'an Output';
  const path = (value as { readonly node?: { readonly path?: unknown } }).node?.path;
  if (typeof path === 'string') return path;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return `an object of class ${className(value)}`;
  const keys = Object.keys(value);
  return `an object with ${keys.length === 0 ? 'no fields' : keys.slice(0, 6).join(', ')}`;
}

function showText(value: string): string {
  return value.length > 80 ? `'${value.slice(0, 77)}…'` : `'${value}'`;
}

function className(value: object): string {
  return value.constructor.name === '' ? 'without a name' : value.constructor.name;
}

/** The candidate that a misspelt word most likely meant, or undefined where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best ?? candidates.find((candidate) => begins(word, candidate) || begins(candidate, word));
}

/** Whether a word is the beginning of another, of three letters at least. */
function begins(left: string, right: string): boolean {
  return left.length >= 3 && right.toLowerCase().startsWith(left.toLowerCase());
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
