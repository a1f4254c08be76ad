import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepEvidence } from '../../../db/evidence.ts';
import { deliverNotice } from '../../../db/inbox.ts';
import { writeChainCheck } from '../../../db/queries/chain.ts';
import type { Actor, Role } from '../../../workflows/kernel/command.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import { KINDS, kindByName } from '../../../workflows/kinds.ts';
import { apiSystem, listOf, type ApiSystem } from '../api/system.ts';
import { keep, nthId } from './matters.ts';
import { enrolled, enterUnit, type Reader } from './people.ts';
import { cases, hazards, tips, type Told } from './world.ts';

/** Every unit of the stories twice over, and what lies below and above: a village below a township below a district. */
const TREE: Readonly<Record<string, string | null>> = {
  'town-district': null,
  town: 'town-district',
  'town-village': 'town',
  'town-x': 'town-district',
  'yj-brigade': 'yj',
  yj: null,
  'yj-x': null,
  zj: null,
  ent: null,
  'ent-x': null,
  awb: null,
  office: null,
  bureau: 'yj',
  'dept-1': null,
  'ent-1': null,
  elsewhere: null,
};
const UNITS = Object.keys(TREE);
const OVERSEERS: readonly Role[] = ['leader', 'office', 'supervisor', 'auditor', 'admin'];
const BY_UNIT: readonly Role[] = ['regulator', 'department', 'township', 'enterprise', 'expert'];
const ROLES: readonly Role[] = [...OVERSEERS, ...BY_UNIT, 'public', 'security'];

interface Kept {
  readonly id: MatterId;
  readonly kind: string;
  readonly open: boolean;
  readonly parent: string | null;
  readonly units: readonly string[];
  readonly openedBy: string;
  readonly lead: string | null;
  readonly severity: string | null;
  readonly level: number;
  readonly status: string;
  readonly evidence: string;
}

let system: ApiSystem;
let matters: readonly Kept[];

/** The same stories among other units; every third has a parent among the others, every fourth was reported by a citizen. */
function words(told: Told, nth: number, evidence: string): Readonly<Record<string, string>> {
  const x = nth % 2 === 0 ? {} : Object.fromEntries(['yj', 'town', 'ent'].map((unit) => [unit, `${unit}-x`]));
  const by = nth % 4 === 0 && told.kind === 'hazard' ? { 'p-yj-jb': `p-citizen${(nth % 3).toString()}` } : {};
  return { ...x, ...by, 'sha256:a': evidence, 'sha256:given': evidence };
}

beforeAll(async () => {
  system = await apiSystem({ limits: { requestsPerMinute: 1_000_000, trailPerMinute: 1_000_000 } });
  const { db } = system;
  const at = instantOf(Date.now());
  for (const [unit, parent] of Object.entries(TREE)) await enterUnit(db, unit, parent);
  const stories = [...hazards(), ...hazards(), ...cases(), ...cases(), ...tips()];
  const evidence = new Map<string, string>();
  for (const [nth, told] of stories.entries()) {
    const about = { type: 'text/plain', name: 'a.txt', uploader: 'nobody' as PersonId, at };
    const file = await keepEvidence(db, Buffer.from(`evidence ${nth.toString()}`), about);
    const parent = told.kind === 'hazard' && nth % 3 === 1 ? nthId('hazard', nth - 1) : undefined;
    const id = await keep(db, { ...told, nth, words: words(told, nth, file.id), ...(parent && { parent }) });
    evidence.set(id, file.id);
  }
  await writeChainCheck(db, {
    checkedAt: at,
    open: 0,
    held: 0,
    awake: 0,
    breaks: [...evidence.keys()].map((id) => ({ id: id as MatterId, why: 'runMissing' })),
  });
  const rows = await db.sql<Omit<Kept, 'evidence'>[]>`
    select id, kind, open, parent, units, opened_by as "openedBy", lead, severity, level, status from matters`;
  matters = rows.map((row) => ({ ...row, evidence: evidence.get(row.id) ?? '' }));
});
afterAll(() => system.close());

function isUnder(unit: string, above: string): boolean {
  for (let at: string | null = unit; at !== null; at = TREE[at] ?? null) if (at === above) return true;
  return false;
}

/** Whose matters somebody sees, said anew and in other words than the queries say it. */
function sees({ role, unit, person }: Actor, { units, openedBy }: Kept): boolean {
  if (OVERSEERS.includes(role)) return true;
  if (role === 'public') return openedBy === person;
  return role !== 'security' && units.some((it) => isUnder(it, unit));
}

async function idsOf(reader: Reader, path: string, query: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await reader.get(`${path}?limit=7&${query}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(page.status, query).toBe(200);
    ids.push(...listOf(page).map((row) => String(row['id'])));
    cursor = page.body['next'] as string | null;
  }
  return ids;
}

const ANYONE = fc.record({
  role: fc.constantFrom(...ROLES),
  unit: fc.constantFrom(...UNITS),
  n: fc.nat(2),
});
const RUNS = { numRuns: 16, seed: 20_261_122, endOnFailure: true };

async function readerOf({ role, unit, n }: { role: Role; unit: string; n: number }): Promise<Reader> {
  const person = (role === 'public' ? `p-citizen${n.toString()}` : `p-${role}-${unit}-${n.toString()}`) as PersonId;
  const post = `ls-${role}-${unit}-${n.toString()}` as PostId;
  return await enrolled(system.app, system.db, { person, post, unit: unit as UnitId, rank: n + 1, role });
}

/** Runs it with everybody: each role at least once, then people by chance. */
async function withAnyone(holds: (reader: Reader, seen: readonly Kept[], n: number) => Promise<void>): Promise<void> {
  const examples = ROLES.map(
    (role, i) => [{ role, unit: UNITS[(i * 5) % UNITS.length] ?? 'yj', n: i % 3 }, i] as [never, number],
  );
  await fc.assert(
    fc.asyncProperty(ANYONE, fc.nat(1_000), async (who, n) => {
      const reader = await readerOf(who);
      await holds(
        reader,
        matters.filter((one) => sees(reader.actor, one)),
        n,
      );
    }),
    { ...RUNS, examples },
  );
}

const T = { timeout: 240_000 };
const sorted = (ids: readonly string[]): readonly string[] => [...ids].sort();

describe('for anybody, what they see', () => {
  it('is something for some, and nothing more for others', () => {
    const of = (role: Role, unit: string) =>
      matters.filter((one) => sees({ role, unit, person: '' } as Actor, one)).length;
    expect(of('office', 'awb')).toBe(matters.length);
    for (const unit of ['town-district', 'town', 'yj', 'ent', 'ent-1'])
      expect(of('department', unit)).toBeGreaterThan(0);
    expect(of('township', 'town-district')).toBeGreaterThan(of('township', 'town'));
    expect(of('township', 'town-village')).toBe(0);
    expect(matters.filter(({ parent }) => parent !== null).length).toBeGreaterThan(5);
  });

  it('is the same by list and by address, page by page', T, async () => {
    await withAnyone(async (reader, seen, n) => {
      for (const { rules, face } of KINDS) {
        const own = seen.filter(({ kind }) => kind === rules.name).map(({ id }) => id);
        const listed = await idsOf(reader, `/v1/${face.path}`, '');
        expect(new Set(listed).size).toBe(listed.length);
        expect(sorted(listed), `${reader.actor.role} of ${reader.actor.unit}`).toEqual(sorted(own));
        for (const { id } of matters.filter(({ kind }) => kind === rules.name)) {
          const isSeen = own.includes(id);
          const part = ['', '/events', '/commands', '?asOf=2027-12-31T00:00:00%2B08:00'][n % 4] ?? '';
          expect((await reader.get(`/v1/${face.path}/${id}${part}`)).status, part).toBe(isSeen ? 200 : 404);
        }
      }
    });
  });

  it('stays the same under any filter', T, async () => {
    await withAnyone(async (reader, seen, n) => {
      const some = matters[n % matters.length];
      if (some === undefined) throw new Error('there are matters');
      const filters: readonly (readonly [string, (one: Kept) => boolean])[] = [
        [`status=${some.status}`, ({ status }) => status === some.status],
        ['open=true', ({ open }) => open],
        ['severity=major', ({ severity }) => severity === 'major'],
        [`q=${some.id.slice(4, 8)}`, () => false],
      ];
      const [query, holds] = filters[n % filters.length] ?? ['', () => true];
      const path = kindByName(some.kind).face.path;
      const expected = seen.filter((one) => one.kind === some.kind && holds(one)).map(({ id }) => id);
      expect(sorted(await idsOf(reader, `/v1/${path}`, query)), query).toEqual(sorted(expected));
    });
  });

  it('is what is counted', T, async () => {
    await withAnyone(async (reader, seen) => {
      for (const { rules } of KINDS) {
        const own = seen.filter(({ kind }) => kind === rules.name);
        const ids = new Set<string | null>(own.map(({ id }) => id));
        const { found, closed, open, rejected, merged, transferred, abolished } = (
          await reader.get(`/v1/statistics?kind=${rules.name}`)
        ).body as Record<string, number>;
        // One that came from another which is seen, too, was found once.
        expect(found, rules.name).toBe(own.filter(({ parent }) => !ids.has(parent)).length);
        if (rules.name === 'hazard' && ids.size > 0)
          expect(found).toBe(
            (closed ?? 0) + (open ?? 0) + (rejected ?? 0) + (merged ?? 0) + (transferred ?? 0) + (abolished ?? 0),
          );
      }
    });
  });

  it('is what the chain counts, and where it is said to be broken', T, async () => {
    await withAnyone(async (reader, seen) => {
      const { body } = await reader.get('/v1/chain');
      expect(body['open']).toBe(seen.filter(({ open }) => open).length);
      const breaks = (body['breaks'] as { id: string }[]).map(({ id }) => id);
      expect(sorted([...new Set(breaks)])).toEqual(sorted(seen.map(({ id }) => id)));
    });
  });

  it('is what notices tell of', T, async () => {
    await withAnyone(async (reader, seen) => {
      const { db } = system;
      const at = instantOf(Date.now());
      for (const { id, kind } of matters) {
        const about = { matterId: id, kind, key: `ls-${id}`, notice: 'x', title: 'x', body: 'x', data: {}, at };
        await deliverNotice(db, { posts: [reader.actor.post], ...about });
      }
      const { body } = await reader.get('/v1/inbox?limit=200');
      const told = (body['items'] as { id: number; matterId: string }[]).map(({ matterId }) => matterId);
      expect(sorted(told)).toEqual(sorted(seen.map(({ id }) => id)));
      const ids = await db.sql<{ id: number; matterId: string }[]>`
        select id, matter_id as "matterId" from inbox where post = ${reader.actor.post} and read_at is null`;
      const hidden = ids.find(({ matterId }) => !told.includes(matterId));
      if (hidden !== undefined)
        expect((await reader.post(`/v1/inbox/${hidden.id.toString()}/read`, {})).status).toBe(404);
      const unread = ids.filter(({ matterId }) => told.includes(matterId)).length;
      expect(body['unread']).toBe(unread);
    });
  });

  it('is whose evidence they read', T, async () => {
    await withAnyone(async (reader, seen) => {
      for (const { id, kind, evidence } of matters) {
        const { status } = await reader.get(`/v1/evidence/${evidence}`);
        const isSeen = seen.some((one) => one.id === id);
        if (!isSeen) expect(status, `${reader.actor.role} of ${reader.actor.unit}: ${id}`).toBe(404);
        else if (kind === 'hazard') expect(status).toBe(200);
      }
    });
  });

  it('is what links lead to and bodies may name', T, async () => {
    await withAnyone(async (reader, seen) => {
      const ids = new Set(seen.map(({ id }) => id as string));
      for (const { id, kind } of seen) {
        const { path } = kindByName(kind).face;
        const { body } = await reader.get(`/v1/${path}/${id}`);
        const linked = (body['links'] as { matterId: string | null }[]).flatMap(({ matterId }) => matterId ?? []);
        const known = linked.filter((it) => matters.some((one) => one.id === it));
        expect(known.filter((it) => !ids.has(it))).toEqual([]);
        const parent = body['parent'] as string | null;
        if (parent !== null) expect(ids.has(parent)).toBe(true);
      }
    });
  });
});
