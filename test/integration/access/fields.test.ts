import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { driven } from '../../support/hazard-bodies.ts';
import { who } from '../../support/hazard-story.ts';
import { apiSystem, listOf, type ApiSystem } from '../api/system.ts';
import { keep } from './matters.ts';
import { enrolled, type Reader } from './people.ts';

let system: ApiSystem;
let id: MatterId;
let enterprise: Reader;
let regulator: Reader;

type Body = Readonly<Record<string, unknown>>;

beforeAll(async () => {
  system = await apiSystem();
  enterprise = await enrolled(system.app, system.db, who('ent-jb'));
  regulator = await enrolled(system.app, system.db, who('yj-jb'));
  const told = driven('rectifying');
  const ground = { ground: 'concealment', note: '瞒报', evidence: ['sha256:g'] } as const;
  told.say('ducha', 'RaiseGround', ground, '2026-03-04 09:00');
  told.pass('2026-04-30 00:00');
  // A citizen reported it.
  id = await keep(system.db, { kind: 'hazard', nth: 1, entries: told.entries(), words: { 'p-yj-jb': 'p-citizen' } });
});
afterAll(() => system.close());

const one = async (reader: Reader): Promise<Body> => (await reader.get(`/v1/hazards/${id}`)).body;
const eventsOf = async (reader: Reader) => listOf(await reader.get(`/v1/hazards/${id}/events`));
const supervisionOf = (body: Body): Body => (body['regions'] as Record<string, Body>)['supervision'] ?? {};

describe('an enterprise', () => {
  it('does not see proposals and acts upon officials, in the list as little as in the matter', async () => {
    const [full, [listed]] = [await one(regulator), listOf(await regulator.get('/v1/hazards'))];
    expect(full['proposals']).not.toEqual([]);
    expect(listed?.['proposals']).not.toEqual([]);
    expect(full['grounds']).toHaveLength(1);
    for (const body of [await one(enterprise), listOf(await enterprise.get('/v1/hazards'))[0] ?? {}]) {
      expect(body['proposals']).toEqual([]);
      expect(body['openedBy']).toBeNull();
      expect(body['grounds']).toBeUndefined();
    }
    expect(supervisionOf(await one(enterprise))['proposals']).toEqual([]);
    expect(supervisionOf(full)['proposals']).not.toEqual([]);
  });

  it('learns of each event, but not what is said of officials or who is to confirm it', async () => {
    const [full, told] = [await eventsOf(regulator), await eventsOf(enterprise)];
    expect(told.map(({ seq, hash }) => [seq, hash])).toEqual(full.map(({ seq, hash }) => [seq, hash]));
    const withheld = told.filter((event) => event['withheld'] === true);
    expect(withheld.map(({ type }) => type)).toEqual(expect.arrayContaining(['GroundRaised', 'RungFired']));
    expect(withheld.every(({ data }) => data === null)).toBe(true);
    const said = told.map(({ data }) => data as Body | null);
    expect(said.some((data) => data?.['act'] === 'propose')).toBe(false);
    expect(full.some(({ data }) => (data as Body | null)?.['act'] === 'propose')).toBe(true);
    expect(said.flatMap((data) => data?.['confirmers'] ?? [])).toEqual([]);
    expect((await enterprise.get(`/v1/hazards/${id}/history`)).status).toBe(403);
  });
});

describe('a level above 挂牌督办', () => {
  it('is shown as that to readers outside, and found under no other figure', async () => {
    await system.db.sql`update matters set level = 6, rung = 'circulate' where id = ${id}`;
    const found = async (reader: Reader, level: number) =>
      listOf(await reader.get(`/v1/hazards?level=${level.toString()}`)).length;
    expect([await found(regulator, 6), await found(regulator, 4)]).toEqual([1, 0]);
    expect([await found(enterprise, 6), await found(enterprise, 4)]).toEqual([0, 1]);
    expect(await one(enterprise)).toMatchObject({ level: 4, rung: null });
    const counted = async (reader: Reader) => (await reader.get('/v1/statistics')).body['openByLevel'];
    expect(await counted(regulator)).toEqual({ '6': 1 });
    expect(await counted(enterprise)).toEqual({ '4': 1 });
  });
});
