import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { driven } from '../../support/hazard-bodies.ts';
import { who } from '../../support/hazard-story.ts';
import { FINDING, OFFICER, tipIn, TRUE } from '../../unit/tip/story.ts';
import { apiSystem, listOf, type ApiSystem, type Caller } from '../api/system.ts';
import { keep, nthId } from './matters.ts';
import { enrolled } from './people.ts';

type Body = Readonly<Record<string, unknown>>;

let system: ApiSystem;

beforeAll(async () => {
  system = await apiSystem();
  await enrolled(system.app, system.db, who('ent-jb'));
  const { entries } = tipIn('received');
  for (const [nth, subject] of [
    [1, 'u-anweiban'],
    [2, 'u-shenji'],
    [3, 'u-yingji-zfdd'],
  ] as const)
    await keep(system.db, { kind: 'tip', nth, entries, words: { 'ent-1': subject } });
  const other = tipIn('verifying', 'hazard');
  const finding = { ...FINDING, subject: 'ent-2' };
  expect(other.send('VerifyTip', { ...TRUE, finding }, OFFICER, '2026-03-03T10:00')).toBe('done');
  const words = { 'ent-1': 'u-ducha01', 'ent-2': 'u-qiye01' };
  await keep(system.db, { kind: 'tip', nth: 4, entries: other.entries, words });
});
afterAll(() => system.close());

const seen = async (caller: Caller): Promise<readonly unknown[]> =>
  listOf(await caller.get('/v1/tips')).map(({ id }) => id);
const found = async (caller: Caller): Promise<unknown> => (await caller.get('/v1/statistics?kind=tip')).body['found'];

describe('a tip', () => {
  it.each([
    ['anweiban', 1],
    ['shenji', 2],
    ['ducha01', 4],
  ])('is not there for %s, whom it is about, though they see all others', async (username, nth) => {
    const caller = await system.as(username);
    const own = nthId('tip', nth);
    const others = [1, 2, 3, 4].filter((one) => one !== nth).map((one) => nthId('tip', one));
    expect(new Set(await seen(caller))).toEqual(new Set(others));
    expect(await found(caller)).toBe(3);
    for (const path of ['', '/events', '/commands', '/history', '?asOf=2026-03-02T12:00:00%2B08:00'])
      expect((await caller.get(`/v1/tips/${own}${path}`)).status).toBe(404);
    expect((await caller.get(`/v1/tips?q=${(await numberOf(own)).slice(-6)}`)).body['items']).toEqual([]);
    for (const act of ['exports', 'audit']) expect((await caller.send(`/v1/tips/${own}/${act}`, {})).status).not.toBe(202);
  }); // prettier-ignore

  it('is there for whoever sees all and is not of that unit', async () => {
    const leader = await system.as('fenguan');
    expect(await seen(leader)).toHaveLength(4);
    expect(await found(leader)).toBe(4);
  });

  it('of which something is kept from a reader is not exported for them', async () => {
    const admin = await system.as('admin');
    const id = nthId('tip', 1);
    expect((await admin.get(`/v1/tips/${id}`)).status).toBe(200);
    expect((await admin.get(`/v1/tips/${id}/history`)).status).toBe(403);
    expect((await admin.send(`/v1/tips/${id}/exports`, {})).status).toBe(403);
    const auditor = await system.as('shenji');
    const ordered = await auditor.send(`/v1/tips/${id}/exports`, {});
    expect(ordered.status).toBe(202);
    const bundle = `/v1/exports/${String(ordered.body['id'])}`;
    expect((await auditor.get(bundle)).status).toBe(200);
    for (const path of [bundle, `${bundle}/file`]) expect((await admin.get(path)).status).toBe(403);
  });
});

describe('a hazard that came of a tip', () => {
  let id: MatterId;

  beforeAll(async () => {
    const told = driven('rectifying');
    const entries = JSON.parse(JSON.stringify(told.entries())) as { events: { data: { report?: object } }[] }[];
    const tip = { tip: nthId('tip', 1), tipId: `tid-${'0'.repeat(32)}` };
    Object.assign(entries[0]?.events[0]?.data.report ?? {}, tip);
    id = await keep(system.db, { kind: 'hazard', nth: 9, entries: entries as never });
  });

  it('does not even say so to the enterprise and the regulator, who see no tip', async () => {
    for (const name of ['ent-jb', 'yj-jb'] as const) {
      const reader = await enrolled(system.app, system.db, who(name));
      const events = listOf(await reader.get(`/v1/hazards/${id}/events`));
      const { report } = events[0]?.['data'] as { readonly report: Body };
      expect(report['place']).toBeDefined();
      expect(Object.keys(report)).not.toContain('tip');
      expect(Object.keys(report)).not.toContain('tipId');
      expect(JSON.stringify([events, (await reader.get(`/v1/hazards/${id}`)).body])).not.toMatch(/tid-|tip-/);
    }
  });

  it('says so to 安委办', async () => {
    const office = await system.as('anweiban-zr');
    expect(JSON.stringify(listOf(await (await system.as('fenguan')).get(`/v1/hazards/${id}/events`)))).toMatch(/tip-/);
    // This one is about 安委办 itself.
    expect(JSON.stringify(listOf(await office.get(`/v1/hazards/${id}/events`)))).not.toMatch(/"tip-/);
  });
});

async function numberOf(id: MatterId): Promise<string> {
  const [row] = await system.db.sql<{ number: string }[]>`select number from matters where id = ${id}`;
  return row?.number ?? '';
}
