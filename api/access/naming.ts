import type { Db } from '../../db/client.ts';
import { hiddenAmong } from '../../db/queries/hidden.ts';
import type { Scope } from '../../db/queries/scope.ts';
import { KINDS } from '../../workflows/kinds.ts';

/** As the ids of matters are made: three letters of the kind and what tells it from others. People and units begin otherwise. */
const MATTER_LIKE = new RegExp(`^(${KINDS.map(({ rules }) => rules.name.slice(0, 3)).join('|')})-[0-9a-z-]{1,40}$`);
/** By what a hazard is tied to the tip that it came from. */
const TIP_LIKE = /^(tip|tid)-/;

/** The matters named anywhere in these values that are there, but outside the scope. */
export async function hiddenIn(db: Db, values: readonly unknown[], scope: Scope): Promise<ReadonlySet<string>> {
  const words = new Set<string>();
  for (const value of values) for (const word of leavesOf(value)) if (MATTER_LIKE.test(word)) words.add(word);
  return await hiddenAmong(db, [...words], scope);
}

/** Whether a value names one of the hidden matters. */
export function names(value: unknown, hidden: ReadonlySet<string>): boolean {
  return leavesOf(value).some((word) => hidden.has(word));
}

/**
 * The value without hidden matters: their ids are null, and so is the number beside each. Of a tip not even the place is
 * left: that there is one says enough.
 */
export function masked<Value>(value: Value, isHidden: (word: string) => boolean): Value {
  return maskedAny(value, isHidden) as Value;
}

/** Whether a word stands for a tip, of which nobody outside learns. */
export function isTip(word: string): boolean {
  return TIP_LIKE.test(word);
}

function maskedAny(value: unknown, isHidden: (word: string) => boolean): unknown {
  if (typeof value === 'string') return isHidden(value) ? null : value;
  if (Array.isArray(value)) return value.map((item) => maskedAny(item, isHidden));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([, item]) => !(typeof item === 'string' && isTip(item) && isHidden(item)),
  );
  const gone = new Set(entries.flatMap(([key, item]) => (typeof item === 'string' && isHidden(item) ? [key] : [])));
  const beside = new Set([...gone].flatMap((key) => [`${key}Number`, 'number']));
  return Object.fromEntries(entries.map(([key, item]) => [key, beside.has(key) ? null : maskedAny(item, isHidden)]));
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leavesOf);
}
