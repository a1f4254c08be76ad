import fc from 'fast-check';

const DEEP = Array.from({ length: 200 }).reduce<unknown>((inner) => ({ a: [inner] }), 1);

/** Values that no schema here takes, or that break whoever believes that one does. */
export const HOSTILE: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null, true, 0, -1, -0, 1.5, 1e308, 2 ** 53, -(2 ** 63), '', ' ', '0', 'null', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800',
    '\u202e\u200b', '\ufeff', '../../../etc/passwd', "' or 1=1; --", '${7*7}', '<script>', '\r\nX: y', '2026-02-30', '9999-99-99',
    '99999999999999999999', '1e999', 'a'.repeat(100_000), '安'.repeat(20_000), 'constructor', '__proto__', 'toString', [], {}, [[]],
    [null], { length: 9_999 }, DEEP, Array.from({ length: 2_000 }, (_, n) => n), JSON.parse('{"constructor":{"prototype":{}}}'),
  ), // prettier-ignore
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);

/** The same value with one place of it made hostile: replaced, taken away, or beside a field that nobody knows. */
export function spoilt(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      value,
      fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
      HOSTILE,
      fc.constantFrom('replace', 'remove', 'add'),
    )
    .map(([whole, path, hostile, how]) => spoiltAt(whole, path, hostile, how));
}

function spoiltAt(value: unknown, [first, ...rest]: readonly number[], hostile: unknown, how: string): unknown {
  if (first === undefined || typeof value !== 'object' || value === null) return hostile;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(keys.length, 1)];
  if (key === undefined) return hostile;
  const copy = structuredClone(value) as Record<string, unknown>;
  if (rest.length > 0) copy[key] = spoiltAt(copy[key], rest, hostile, how);
  else if (how === 'replace') copy[key] = hostile;
  else if (how === 'remove') Reflect.deleteProperty(copy, key);
  else copy[typeof hostile === 'string' && hostile.length < 99 ? `x${hostile}` : 'nobodyKnows'] = hostile;
  return copy;
}

/** Segments of an address: ids of nothing, ways out of the folder, and what is not a name. */
export const HOSTILE_SEGMENT: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '..%2f..%2fetc%2fpasswd', '%2e%2e', '%00', '%', '%zz', '%ff', '%ed%a0%80', '0', '-1', '99999999999', '1e9', 'null', '__proto__',
    'constructor', 'haz-000000000000000000000000', 'sha256:00', '%20', '%27%20or%201%3D1', 'a'.repeat(120), 'a'.repeat(4_000), '%E5%AE%89',
    ';', '%3Bx', '*', ':id', '{id}',
  ), // prettier-ignore
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map(encoded),
);

/** Percent-encoded; what is no text at all is left out. */
export function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, ''));
}
