import type { Random } from '../county/random.ts';

type Place = readonly (string | number)[];

/** A copy in which one bit of one byte is another. Throws for nothing. */
export function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.whole(0, copy.length - 1);
  copy[at] = (copy[at] ?? 0) ^ (1 << random.whole(0, 7));
  return copy;
}

/** A copy of plain JSON in which one leaf is another of its sort; of what has no leaf, one that has. */
export function altered<Json>(value: Json, random: Random): Json {
  const places = leavesOf(value);
  if (places.length === 0) return { forged: true } as Json;
  return withAnother(value, random.pick(places), (leaf) => otherThan(leaf, random));
}

/** A copy in which one Chinese sentence says something else, as a forger would who wants it to pass; null without one. */
export function reworded<Json>(value: Json, random: Random): Json | null {
  const places = leavesOf(value).filter((place) => /\p{Script=Han}{4}/u.test(String(leafAt(value, place))));
  return places.length === 0 ? null : withAnother(value, random.pick(places), (leaf) => `${String(leaf)}（伪）`);
}

/** An instant moved by at most thirty days, by a millisecond at least. */
export function moved(at: string, random: Random): string {
  const by = random.pick([1, 60_000, 86_400_000]) * random.whole(1, 30);
  return new Date(Date.parse(at) + (random.chance(0.5) ? by : -by)).toISOString();
}

/** Another value of the same sort. */
export function otherThan(leaf: unknown, random: Random): unknown {
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf === 'number') return leaf + random.whole(1, 9);
  if (typeof leaf !== 'string') return '伪';
  if (leaf === '') return '伪';
  const letters = [...leaf];
  const at = random.whole(0, letters.length - 1);
  letters[at] = random.pick(['a', '7', '伪'].filter((letter) => letter !== letters[at]));
  return letters.join('');
}

function leavesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner).map((rest): Place => [key, ...rest]));
}

function leafAt(value: unknown, place: Place): unknown {
  return place.reduce((here: unknown, key) => (here as Readonly<Record<string, unknown>>)[key], value);
}

function withAnother<Json>(value: Json, place: Place, change: (leaf: unknown) => unknown): Json {
  const last = place.at(-1);
  if (last === undefined) return change(value) as Json;
  const copy = structuredClone(value);
  const holder = leafAt(copy, place.slice(0, -1)) as Record<string, unknown>;
  holder[last] = change(holder[last]);
  return copy;
}
