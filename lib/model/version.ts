/**
 * Which copy of charthouse this is: several may be installed, and only those that keep the same contract go together.
 */

/** The version of this package, as its package.json says (a test compares them). */
export const version = '0.1.0';

/**
 * The contract between copies: what a House, a Target, a pattern and a construct's context look like inside. It grows
 * by
 * one with each incompatible change, and copies of different contracts refuse each other.
 */
export const contract = 1;

/** What every branded object of a copy carries. */
export interface Copy {
  readonly version: string;
  readonly contract: number;
  /** Where the copy lies, so that an error can name it. */
  readonly location: string;
}

/** This copy. */
export const thisCopy: Copy = Object.freeze({ version, contract, location: __dirname });
