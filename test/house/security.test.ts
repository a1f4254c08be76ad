import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ASVS_ROWS, rowsOf, type Requirement } from './docs/security.ts';

const TEXT = readFileSync('docs/security.md', 'utf8');
const ROWS = rowsOf(TEXT);
const STATES = ['met', 'built', 'partly', 'not met', 'operations', 'none'];

/** Every file or folder of ours that the document names. */
const PATHS = [...TEXT.matchAll(/`((?:[\w.-]+\/)+[\w.-]+)`/g)].flatMap(([, path]) => path ?? []);

function idsOf(rows: readonly Requirement[]): readonly string[] {
  return rows.map(({ id }) => id);
}

test('every file that docs/security.md names is there', () => {
  expect(PATHS.length).toBeGreaterThan(200);
  expect(PATHS.filter((path) => !existsSync(path))).toEqual([]);
});

test('what is said to be met names a test, and every state is one of the six', () => {
  expect(ROWS.length).toBeGreaterThan(280);
  expect(idsOf(ROWS.filter(({ state }) => !STATES.includes(state)))).toEqual([]);
  const unproven = ROWS.filter(({ state, proof }) => state === 'met' && !/`test\/[\w/-]+\.test\.ts`/.test(proof));
  expect(idsOf(unproven)).toEqual([]);
});

test('every requirement of ASVS 5.0 of levels 1 and 2, of API Top 10 and of 8.1.4 stands there once', () => {
  const ids = idsOf(ROWS);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  expect(ids.filter((id) => /^\d+\.\d+\.\d+$/.test(id)).sort()).toEqual([...ASVS_ROWS].sort());
  expect(ids.filter((id) => id.startsWith('API'))).toHaveLength(10);
  const clauses = ids.filter((id) => id.startsWith('8.1.4.'));
  expect(new Set(clauses.map((id) => id.split(' ')[0])).size).toBe(11);
});
