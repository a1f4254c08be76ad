import { describe, expect, it } from 'vitest';
import { readsPaper, readsWord, type PaperRead, type PaperReader } from '../../../api/access/papers.ts';
import type { Role } from '../../../workflows/kernel/command.ts';
import type { PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';

interface Wanted {
  readonly unit?: string;
  readonly role?: Role;
  readonly isOutside?: boolean;
  readonly readsAll?: boolean;
  readonly relations?: readonly string[];
}

function readerOf(wanted: Wanted): PaperReader {
  const { unit = 'u-other', role = 'department', isOutside = false, readsAll = true, relations = [] } = wanted;
  const actor = { person: 'per-1' as PersonId, post: 'p-1' as PostId, unit: unit as UnitId, role };
  return { actor, isOutside, readsAll, relations };
}

const CONTENT = { fields: {}, officers: [], addressee: 'u-given' as UnitId, template: 'sha256:0' };

function paper(over: Partial<PaperRead> = {}): PaperRead {
  return {
    document: 'rectifyOrder',
    state: 'drawn',
    unit: 'u-giver' as UnitId,
    content: CONTENT,
    event: null,
    ...over,
  };
}

describe('a paper before its issue', () => {
  it('is for officials who see the matter, but not of the unit that it is given to, who reads it once it is issued', () => {
    expect(readsPaper(paper(), readerOf({}))).toBe(true);
    const given = readerOf({ unit: 'u-given' });
    expect(readsPaper(paper(), given)).toBe(false);
    expect(readsPaper(paper({ state: 'issued' }), given)).toBe(true);
  });

  it('that is not filled in yet is for nobody who must rectify, but for their supervisor', () => {
    const asked = paper({ state: 'asked', content: null });
    for (const relation of ['rectifier', 'operator'])
      expect(readsPaper(asked, readerOf({ relations: [relation] }))).toBe(false);
    expect(readsPaper(asked, readerOf({ relations: ['rectifier', 'supervisor'] }))).toBe(true);
    expect(readsPaper(asked, readerOf({}))).toBe(true);
  });

  it('is for the unit that gives it, also to itself', () => {
    expect(readsPaper(paper({ unit: 'u-given' as UnitId }), readerOf({ unit: 'u-given' }))).toBe(true);
  });
});

it('a paper is read by the enterprise that it is given to, whoever must rectify now', () => {
  const issued = paper({ state: 'served' });
  const outside = { isOutside: true, readsAll: false };
  expect(readsPaper(issued, readerOf({ ...outside, unit: 'u-given' }))).toBe(true);
  expect(readsPaper(issued, readerOf({ ...outside, relations: ['rectifier'] }))).toBe(false);
});

it('a letter that refers somebody is read by who answers for the county alone', () => {
  const letter = paper({ document: 'referLetter', state: 'issued' });
  for (const role of ['leader', 'office', 'supervisor', 'auditor'] as const)
    expect(readsPaper(letter, readerOf({ role }))).toBe(true);
  expect(readsPaper(letter, readerOf({ role: 'supervisor', readsAll: false }))).toBe(false);
  for (const role of ['department', 'township'] as const) expect(readsPaper(letter, readerOf({ role }))).toBe(false);
});

it('Word is for the unit that gives a paper and for who reads the whole matter, never for whom it is given to or outsiders', () => {
  const issued = paper({ state: 'issued' });
  expect(readsWord(issued, readerOf({ unit: 'u-giver', readsAll: false }))).toBe(true);
  expect(readsWord(issued, readerOf({}))).toBe(true);
  expect(readsWord(issued, readerOf({ readsAll: false }))).toBe(false);
  expect(readsWord(issued, readerOf({ unit: 'u-given' }))).toBe(false);
  expect(readsWord(issued, readerOf({ unit: 'u-giver', isOutside: true }))).toBe(false);
});
