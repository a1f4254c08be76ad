import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { BadCursor } from '../../../db/queries/cursor.ts';
import { publicListings, type PublicListing } from '../../../db/queries/public-listings.ts';
import { statistics } from '../../../db/queries/statistics.ts';
import type { Bodies } from '../../../workflows/hazard/command.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { matter, REPORT, termsOf } from '../../support/hazard-story.ts';
import { keepLife } from '../../support/keep-life.ts';
import { recordedLife, type Life } from '../../support/recorded-life.ts';
import { freshDatabase } from '../../support/system.ts';

let db: Db;
let lives = 0;
beforeAll(async () => {
  db = connect(await freshDatabase());
  await db.sql`insert into units (id, kind, name, short_name, sectors, valid_from) values
    ('ent', 'enterprise', '宏达厂', '宏达', '{问王某13800000001}', '2026-01-01'),
    ('town', 'township', '城关镇', '城关', '{}', '2026-01-01'),
    ('yj', 'department', '应急局', '应急', '{工贸,矿山}', '2026-01-01')`;
});
afterAll(() => db.end());

interface Given {
  readonly report?: Partial<Bodies['Report']>;
  readonly rules?: number;
}

/** A hazard that was verified, with a life of its own. */
function verified({ report = {}, rules = 2 }: Given = {}): Life {
  lives += 1;
  const life = recordedLife({ nth: lives, terms: { ...termsOf('standard'), rules } });
  life.say('yj-jb', 'Report', { ...REPORT, ...report }, '2026-03-02 09:00');
  life.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  return life;
}
function major(given?: Given): Life {
  const life = verified(given);
  life.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
  life.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00');
  return life;
}
function listed(given?: Given): Life {
  const life = major(given);
  life.say('xianzhang', 'DecideRung', { rung: 'list', clock: 'T', decision: 'issue' }, '2026-03-02 13:00');
  return life;
}
async function keep(...all: readonly Life[]): Promise<void> {
  for (const life of all) await keepLife(db, life);
}

/** The page that a reader gets, by number. */
async function read(numbers: readonly string[]): Promise<readonly PublicListing[]> {
  const { items } = await publicListings(db, { limit: 200 });
  return items.filter(({ number }) => numbers.includes(number)).reverse();
}
const numberOf = (life: Life): string => life.state().number;

test('the public reads what registers, the standard and the clocks say of a listing, and no words of anybody', async () => {
  const told = { description: '问李某13900000002', place: '李家巷9号', sector: '工贸' };
  const assigned = listed({ report: told });
  assigned.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00');
  // A sector that no department supervises is somebody's own words, whatever the enterprise wrote into its own row.
  const other = listed({ report: { sector: '问王某13800000001' } });
  await keep(assigned, other, major(), verified());
  expect((await publicListings(db, { limit: 200 })).items.length).toBe(2);
  const items = await read([numberOf(assigned), numberOf(other)]);
  expect(items).toEqual([
    {
      number: 'YH-2026-000001',
      unit: '宏达厂',
      township: '城关镇',
      sector: '工贸',
      clause: { standard: expect.any(String) as string, clause: expect.any(String) as string },
      level: 'county',
      listedAt: '2026-03-02T13:00:00.000+08:00',
      delistedAt: null,
      due: '2026-06-02T00:00:00.000+08:00',
      stayed: false,
      status: 'assigned',
    },
    expect.objectContaining({ number: 'YH-2026-000002', sector: null, due: null, stayed: false, status: 'registered' }),
  ]);
  const { standard, clause } = assigned.state().clause ?? {};
  expect(items[0]?.clause).toEqual({ standard, clause });
  expect(JSON.stringify(items)).not.toMatch(/李|王|1[38]\d{9}|139|配电箱|一车间/);
});

test('a public listing stays to be read whatever became of the grade, and after its end with the day of that', async () => {
  const general = listed();
  general.say('yj-jb', 'Grade', BODY.general, '2026-03-02 14:00');
  general.say('awb-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 14:30');
  const declined = verified();
  declined.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
  declined.say('xianzhang', 'DecideRung', { rung: 'list', clock: 'T', decision: 'issue' }, '2026-03-02 13:00');
  declined.say('yj-zr', 'DecideGrade', { decision: 'decline', reason: '不符合标准' }, '2026-03-02 14:00');
  const lifted = listed();
  lifted.say('yj-jb', 'Grade', BODY.general, '2026-03-02 14:00');
  lifted.say('awb-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 14:30');
  lifted.say('xianzhang', 'Delist', { reason: '险情解除' }, '2026-03-02 15:00');
  const closedDown = listed();
  const closure = { decisionNumber: '政关〔2026〕1号', reason: '不具备条件', evidence: ['sha256:e'] };
  closedDown.say('awb-zr', 'Abolish', closure, '2026-03-02 16:00');
  const own = verified();
  own.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00');
  own.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00');
  own.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  own.pass('2026-04-02 08:00');
  own.say('awb-zr', 'DecideRung', { rung: 'list', clock: 'T', decision: 'issue' }, '2026-04-02 09:00');
  expect(own.state()).toMatchObject({ listing: 'listed', listingNotice: { public: false } });
  await keep(general, declined, lifted, closedDown, own);
  expect(await read([general, declined, lifted, closedDown, own].map(numberOf))).toMatchObject([
    { status: 'registered', delistedAt: null, clause: null },
    { status: 'registered', delistedAt: null },
    { status: 'registered', delistedAt: '2026-03-02T15:00:00.000+08:00' },
    { status: 'abolished', delistedAt: '2026-03-02T16:00:00.000+08:00', due: null },
  ]);
});

test('nobody knows the due date of what is stayed, until the stay ends', async () => {
  const [stayed, lifted] = [listed(), listed()];
  for (const life of [stayed, lifted]) {
    life.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00');
    life.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
    life.say('awb-jb', 'StayClock', { reason: '连日暴雨', evidence: ['sha256:e'] }, '2026-03-04 09:00');
  }
  lifted.say('awb-jb', 'LiftStay', { reason: '可以施工' }, '2026-03-05 09:00');
  await keep(stayed, lifted);
  expect(await read([stayed, lifted].map(numberOf))).toMatchObject([
    { due: null, stayed: true },
    { due: expect.stringMatching(/^2026-06-/) as string, stayed: false },
  ]);
});

test('public listings come in pages, the newest first, none twice and none left out', async () => {
  const all = (await publicListings(db, { limit: 200 })).items.map(({ number }) => number);
  expect(all.length).toBeGreaterThan(4);
  expect(all).toEqual([...all].sort().reverse());
  const paged: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await publicListings(db, { limit: 3, ...(cursor === '' ? {} : { cursor }) });
    paged.push(...page.items.map(({ number }) => number));
    cursor = page.next;
  }
  expect(paged).toEqual(all);
  await expect(publicListings(db, { limit: 3, cursor: 'xyz' })).rejects.toBeInstanceOf(BadCursor);
});

test('the listing rate is of the major hazards that are neither rejected, merged nor transferred', async () => {
  const mine = { report: { sector: '矿山' } };
  const general = listed(mine);
  general.say('yj-jb', 'Grade', BODY.general, '2026-03-02 14:00');
  general.say('awb-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 14:30');
  // Only a matter of rules 1 can be merged away while it is listed.
  const merged = listed({ ...mine, rules: 1 });
  merged.say('awb-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, '2026-03-02 14:00');
  await keep(listed(mine), major(mine), general, merged, verified(mine));
  const sector = '矿山';
  // One was listed, one was not, and one that was listed was merged; what turned out general is none of them.
  const counted = { found: 5, merged: 1, major: 2, majorListed: 1, listingRate: 50 };
  expect(await statistics(db, { sector }, 'all')).toMatchObject(counted);
  await keep(listed(mine));
  expect(await statistics(db, { sector }, 'all')).toMatchObject({ major: 3, majorListed: 2, listingRate: 66.7 });
  expect(await statistics(db, { region: 'far' }, 'all')).toMatchObject({ major: 0, listingRate: null });
});
