import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DOCUMENTS } from './docs/documents.ts';

for (const [path, document] of Object.entries(DOCUMENTS))
  test(`${path} says what the code does (npm run docs)`, () => {
    expect(readFileSync(path, 'utf8')).toBe(document());
  });
