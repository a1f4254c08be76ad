import fc from 'fast-check';
import type { Answered } from '../system.ts';

/** Stands in every value of a field that nobody may read again. */
const CANARY = 'Zx9-kanari';

/** Something secret, of at most so many characters. */
export function canary(maxLength: number): fc.Arbitrary<string> {
  const rest = fc.stringMatching(/^[a-zA-Z0-9]{0,12}$/);
  return rest.map((tail) => `${CANARY}${tail}`.slice(0, Math.max(maxLength, CANARY.length)));
}

/** The secrets that an answer holds though nobody asked for them. */
export function echoed(answer: Answered, secrets: readonly string[]): readonly string[] {
  const texts = [answer.raw.toString('utf8'), JSON.stringify(answer.headers)];
  return [CANARY, ...secrets].filter((secret) => texts.some((text) => text.includes(secret)));
}
