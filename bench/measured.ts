/** What a benchmark answers: `ok` false means that a committed figure or a promise does not hold. */
export interface Measured {
  readonly ok: boolean;
  readonly results: unknown;
  /** Lines for people. */
  readonly lines: readonly string[];
}
