import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { coverage, draftCalendar, publishCalendar } from '../../../db/registers/calendars.ts';
import { changeDraft, draftPolicy, policyRow, publishPolicy } from '../../../db/registers/policies.ts';
import { termsFor } from '../../../db/terms.ts';
import type { Actor } from '../../../workflows/kernel/command.ts';
import { dayOf, type Instant } from '../../../workflows/kernel/instant.ts';
import { freshDatabase } from '../../support/system.ts';
import { parcelOnly } from './parcel-kind.ts';

const AT = '2026-11-22T09:00:00.000+08:00' as Instant;
const DESK = { by: 'per-anweiban-1', at: AT };
const DIRECTOR = {
  person: 'per-anweiban-3',
  post: 'p-anweiban-3',
  unit: 'u-anweiban',
  rank: 3,
  role: 'office',
} as Actor;
const PARCEL = { kind: 'parcel', policy: 'standard' };

let db: Db;
beforeAll(async () => {
  db = connect(await freshDatabase());
  const content = db.sql.json({ periods: {}, numbers: { n: 1 }, ladder: [] });
  await db.sql`insert into policies (kind, id, version, effective_from, content) values ('parcel', 'standard', 1, '2025-01-01', ${content})`;
});
afterAll(() => db.end());

function partsOf(n: number) {
  const content = { periods: {}, numbers: { n }, ladder: [], overrides: [] };
  return { title: '修订稿', effectiveFrom: '2026-11-22', effectiveTo: null, content };
}

describe('what is published', () => {
  it('never changes and is never removed, also not past the API', async () => {
    await expect(db.sql`update calendars set holidays = '{}' where year = 2026`).rejects.toThrow(/never changes/);
    await expect(db.sql`delete from calendars where year = 2026`).rejects.toThrow(/never changes/);
    await expect(db.sql`update policies set effective_to = '2026-12-31'`).rejects.toThrow(/never changes/);
    await expect(db.sql`delete from policies where kind = 'parcel'`).rejects.toThrow(/never changes/);
  });

  it('counts for new matters from then on, a draft never', async () => {
    const figure = async () => (await termsFor(db, 'parcel', 'standard', AT, parcelOnly)).numbers['n'];
    const draft = await draftPolicy(db, PARCEL, partsOf(2), DESK);
    await changeDraft(db, draft, partsOf(3), DESK);
    expect(await figure()).toBe(1);
    await publishPolicy(db, draft, { by: DIRECTOR.person, at: AT, reason: '通过' });
    expect(await figure()).toBe(3);
    const notice = { year: 2027, holidays: ['2027-01-01'], workdays: [], source: '文号', publishedOn: '2026-11-04' };
    const year = await draftCalendar(db, notice, DESK);
    const covered = async () => (await termsFor(db, 'parcel', 'standard', AT, parcelOnly)).calendar;
    expect(await covered()).toMatchObject({ coveredTo: '2026-12-31' });
    await publishCalendar(db, year, { actor: DIRECTOR, at: AT, reason: '公布' });
    expect(await covered()).toMatchObject({ coveredTo: '2027-12-31' });
    expect((await covered()).holidays).toContain('2027-01-01');
  });

  it('counts as far as five years ahead, in one run of whole years that holds the day', async () => {
    const covered = async () => (await termsFor(db, 'parcel', 'standard', AT, parcelOnly)).calendar;
    const publish = async (year: number) => {
      const notice = {
        year,
        holidays: [`${year.toString()}-01-01`],
        workdays: [],
        source: '文号',
        publishedOn: '2026-11-04',
      };
      const draft = await draftCalendar(db, notice, DESK);
      await publishCalendar(db, draft, { actor: DIRECTOR, at: AT, reason: '公布' });
    };
    await publish(2029);
    expect(await covered()).toMatchObject({ coveredFrom: '2025-01-01', coveredTo: '2027-12-31' });
    expect(await coverage(db, dayOf(AT))).toEqual({ from: '2025-01-01', to: '2027-12-31' });
    for (const year of [2028, 2030, 2031, 2032]) await publish(year);
    expect(await covered()).toMatchObject({ coveredFrom: '2025-01-01', coveredTo: '2031-12-31' });
    expect((await covered()).holidays).toContain('2031-01-01');
  });

  it('is one version a draft, also when many draft or publish at once', async () => {
    const drafts = await Promise.all([4, 5, 6, 7].map((n) => draftPolicy(db, PARCEL, partsOf(n), DESK)));
    expect(new Set(drafts.map(({ version }) => version)).size).toBe(4);
    const [first] = drafts;
    if (first === undefined) throw new Error('nothing was drafted');
    const by = ['per-anweiban-3', 'per-xianzhang', 'per-fenguan'];
    const said = await Promise.all(
      by.map((person) => publishPolicy(db, first, { by: person, at: AT, reason: '通过' })),
    );
    expect(said.filter((it) => it === 'published')).toHaveLength(2);
    expect(await policyRow(db, first)).toMatchObject({ status: 'published' });
    const notice = { year: 2033, holidays: ['2033-01-01'], workdays: [], source: '文号', publishedOn: '2026-11-04' };
    const years = await Promise.all([1, 2, 3, 4].map(() => draftCalendar(db, notice, DESK)));
    expect(new Set(years.map(({ id }) => id))).toEqual(new Set(['2033/1']));
  });
});
