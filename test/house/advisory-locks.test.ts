import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const DB = join(import.meta.dirname, '../../db');
/** Numbers of advisory locks begin alike, however they are written. */
const NUMBER = /\b720_?260_?(\d{3})\b/g;

test('no two parts of the database take the same advisory lock, or one would hold up the other', () => {
  const files = readdirSync(DB, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|sql)$/.test(name));
  const taken = files.flatMap((name) =>
    [...new Set([...readFileSync(join(DB, name), 'utf8').matchAll(NUMBER)].map((match) => match[1]))].map(
      (number) => `${number ?? ''} ${name}`,
    ),
  );
  const numbers = taken.map((line) => line.split(' ')[0]);
  expect(numbers.length).toBeGreaterThan(2);
  expect(new Set(numbers).size, taken.join(', ')).toBe(numbers.length);
});
