import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { askDocument } from '../../../db/documents/ask.ts';
import { documentsOfMatter } from '../../../db/documents/document.ts';
import { append } from '../../../db/ledger.ts';
import { writeRows } from '../../../db/write-rows.ts';
import type { Entry } from '../../../workflows/kernel/hear.ts';
import { BODY, driven } from '../../support/hazard-bodies.ts';
import { drivenByPaper, paperOf } from '../../support/hazard-papers.ts';
import { day, unit, type Story } from '../../support/hazard-story.ts';
import { listedMajor } from '../../support/listed-hazards.ts';
import { freshDatabase } from '../../support/system.ts';
import { START } from '../db/parcel-kind.ts';
import { HAZARD, prepare } from './drawn-story.ts';
import { askedPaper } from './papers.ts';

let db: Db;
beforeEach(async () => {
  db = connect(await freshDatabase());
  await prepare(db);
});
afterEach(() => db.end());

const write = (entries: readonly Entry[]) => append(db, { matterId: HAZARD, kind: 'hazard', entries });
const stateOf = async (name: string) =>
  (await documentsOfMatter(db, HAZARD)).find(({ document }) => document === name)?.state ?? null;

async function ask(entries: readonly Entry[]): Promise<void> {
  for (const effect of entries.flatMap(({ effects }) => effects))
    if (effect.type === 'Draw') {
      const { key, document, data } = effect;
      await askDocument(db, { matterId: HAZARD, kind: 'hazard', key, document, data, at: START });
    }
}

/** A story and how many entries it had before what overtakes its paper. */
function overtaken(told: Story, overtake: () => unknown): readonly [readonly Entry[], readonly Entry[]] {
  const before = told.entries().length;
  overtake();
  const all = told.entries();
  return [all.slice(0, before), all.slice(before)];
}

const LISTING = { rung: 'list', clock: 'T', decision: 'decline', reason: '已当面约请整改' } as const;

function draft(): readonly [readonly Entry[], readonly Entry[]] {
  const told = driven('registered');
  told.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
  told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00');
  return overtaken(told, () => told.say('xianzhang', 'DecideRung', LISTING, '2026-03-02 13:00'));
}

function order(): readonly [readonly Entry[], readonly Entry[]] {
  const told = drivenByPaper('assigned');
  const body = { part: 'rectifier', unit: unit('town'), reason: '企业停业' } as const;
  return overtaken(told, () => told.say('yj-jb', 'Reassign', body, '2026-03-03 10:00'));
}

test.each([
  ['an order', 'rectifyOrder', order],
  ['a draft', 'listDraft', draft],
] as const)('%s lapses in the append of what overtakes it', async (_, name, lives) => {
  const [before, after] = lives();
  await write(before);
  await ask(before);
  expect(await stateOf(name)).toBe('asked');
  await write(after);
  expect(await stateOf(name)).toBe('lapsed');
});

test.each([
  ['an order', 'rectifyOrder', order],
  ['a draft', 'listDraft', draft],
] as const)('%s that is kept only afterwards has lapsed already', async (_, name, lives) => {
  const [before, after] = lives();
  await write(before);
  await write(after);
  await ask(before);
  expect(await stateOf(name)).toBe('lapsed');
});

test('an order that somebody issued stands, though its loop had not heard of it when another took its place', async () => {
  const [before, after] = order();
  await write(before);
  await ask(before);
  await db.sql`update documents set state = 'drawn', issued_at = ${START} where document = 'rectifyOrder'`;
  await write(after);
  expect(await stateOf('rectifyOrder')).toBe('drawn');
});

const BY_HAND = { number: '手1号', reason: '字库缺字', evidence: ['sha256:e'] } as const;

function orderByHand(): readonly [readonly Entry[], readonly Entry[]] {
  const told = drivenByPaper('assigned');
  const body = { ...BY_HAND, key: 'draw:4', date: day('2026-03-03') };
  return overtaken(told, () => told.say('yj-fg', 'ReplacePaper', body, '2026-03-03 10:00'));
}

function letterByHand(): readonly [readonly Entry[], readonly Entry[]] {
  const told = listedMajor({}, 'drawn');
  const { key } = paperOf(told, 'listLetter');
  const date = day('2026-03-05');
  const body = { ...BY_HAND, key, date, service: { way: 'direct', date, evidence: [] } } as const;
  return overtaken(told, () => told.say('yj-fg', 'ReplacePaper', body, '2026-03-05 11:00'));
}

test.each([
  ['an order', 'rectifyOrder', orderByHand, 'kept before'],
  ['an order', 'rectifyOrder', orderByHand, 'kept only afterwards'],
  ['a letter that an act gave', 'listLetter', letterByHand, 'kept before'],
  ['a letter that an act gave', 'listLetter', letterByHand, 'kept only afterwards'],
] as const)('%s (%s) that was made by hand instead lapses and says so', async (_, name, lives, kept) => {
  const [before, after] = lives();
  await write(before);
  if (kept === 'kept before') await ask(before);
  await write(after);
  await ask(before);
  const document = (await documentsOfMatter(db, HAZARD)).find((one) => one.document === name);
  expect(document).toMatchObject({ state: 'lapsed', failure: '以手工文书替代' });
});

test('what an act or the system gave is valid with its event, and never lapses', async () => {
  for (const [n, document] of (['planOpinion', 'warnNotice', 'rectifyOrder'] as const).entries()) {
    const { matterId, key } = await askedPaper(db, n, { document });
    const rows = { ledger: [], matters: [], commands: [], jobs: [] };
    await db.sql.begin((sql) => writeRows(sql, rows, { matterId, papers: [key], replaced: [], proposals: [] }));
    expect((await documentsOfMatter(db, matterId))[0]?.state).toBe(document === 'rectifyOrder' ? 'lapsed' : 'asked');
  }
});
