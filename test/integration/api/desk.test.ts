import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverNotice } from '../../../db/inbox.ts';
import type { Role } from '../../../workflows/kernel/command.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import { driven } from '../../support/hazard-bodies.ts';
import { climbed, desk } from '../../support/ladder-stories.ts';
import type { Story } from '../../support/hazard-story.ts';
import { keep } from '../access/matters.ts';
import { enrolled, enterUnit, type Reader } from '../access/people.ts';
import { paperOf } from './document-rows.ts';
import { deviationOf } from './fuzz/described.ts';
import { apiSystem, type ApiSystem } from './system.ts';

type Row = Readonly<Record<string, unknown>>;
interface Desk {
  readonly held: readonly Row[];
  readonly heldTotal: number;
  readonly unit: readonly Row[];
  readonly unitTotal: number;
  readonly proposals: readonly (Row & { readonly matter: Row })[];
  readonly documents: readonly (Row & { readonly matter: Row })[];
  readonly sentUp: readonly Row[];
  readonly unread: number;
}

let system: ApiSystem;
const kept = new Map<string, MatterId>();

beforeAll(async () => {
  // Reading asks the database alone.
  system = await apiSystem({ temporalAddress: '127.0.0.1:1' });
  const proposed = driven('rectifying');
  proposed.pass('2026-03-24 08:30');
  const chased = driven('registered');
  chased.pass('2026-06-30 00:00');
  const stories: Readonly<Record<string, Story>> = {
    fresh: driven('registered'),
    reported: driven('reported'),
    rectifying: driven('rectifying'),
    submitted: driven('rechecking'),
    proposed,
    chased,
    urged: desk(),
    climbed: climbed(),
    closed: driven('closed'),
  };
  for (const [nth, [name, told]] of Object.entries(stories).entries())
    kept.set(name, await keep(system.db, { kind: 'hazard', nth: nth + 1, entries: told.entries() }));
});
afterAll(() => system.close());

function reader(post: string, unit: string, role: Role, rank = 1): Promise<Reader> {
  const actor = { person: `p-${post}` as PersonId, post: post as PostId, unit: unit as UnitId, rank, role };
  return enrolled(system.app, system.db, actor);
}

async function deskOf(who: Reader): Promise<Desk> {
  const answer = await who.get('/v1/desk');
  expect([answer.status, deviationOf('desk', answer)]).toEqual([200, null]);
  return answer.body as unknown as Desk;
}

const idsOf = (rows: readonly Row[]): readonly unknown[] => rows.map(({ id }) => id);

async function columns(where: string, post: string): Promise<readonly string[]> {
  const rows = await system.db.sql.unsafe<{ id: string }[]>(`select id from matters where ${where}`, [post]);
  return rows.map(({ id }) => id).sort();
}

describe('a desk', () => {
  it('holds what the post holds, by what is due next, with the path of its kind', async () => {
    const officer = await reader('yj-jb', 'yj', 'department');
    const { held, heldTotal } = await deskOf(officer);
    expect([...idsOf(held)].sort()).toEqual(await columns('open and holder_post = $1', 'yj-jb'));
    expect(held.length).toBeGreaterThan(2);
    expect(heldTotal).toBe(held.length);
    const due = held.map(({ deadlines }) => (deadlines as { due: string }[]).map((one) => one.due).sort()[0] ?? '9');
    expect(due).toEqual([...due].sort());
    expect(held[0]).toMatchObject({ kind: 'hazard', path: 'hazards', holder: { post: 'yj-jb' } });
  });

  it('shows beside it what other posts of the unit hold, and only that', async () => {
    const chief = await reader('yj-zr', 'yj', 'department', 3);
    const { held, unit, unitTotal } = await deskOf(chief);
    const ofUnit = await columns(`open and holder_unit = 'yj' and holder_post <> $1`, 'yj-zr');
    expect([...idsOf(unit)].sort()).toEqual(ofUnit);
    expect(idsOf(unit)).toEqual(expect.arrayContaining([kept.get('fresh')]));
    expect([unitTotal, idsOf(held).filter((id) => ofUnit.includes(String(id)))]).toEqual([ofUnit.length, []]);
    expect(unit[0]).toMatchObject({ path: 'hazards', holder: { unit: 'yj' } });
  });

  it('shows nothing of what its reader does not see', async () => {
    const stranger = await reader('yj-jb-x', 'elsewhere', 'department');
    // As whoever works for a unit that takes no part, in the post that holds.
    await system.db.sql`update posts set unit = 'elsewhere' where id = 'yj-jb'`;
    const officer = await reader('yj-jb', 'elsewhere', 'department');
    const shown = await deskOf(officer);
    await system.db.sql`update posts set unit = 'yj' where id = 'yj-jb'`;
    expect(shown).toMatchObject({
      held: [],
      heldTotal: 0,
      unit: [],
      unitTotal: 0,
      proposals: [],
      documents: [],
      sentUp: [],
    });
    expect(await deskOf(stranger)).toMatchObject({ held: [], heldTotal: 0, sentUp: [] });
  });

  it('names each proposal that waits for the post, and none to readers outside', async () => {
    const waiting = await columns(
      `open and proposals @> jsonb_build_array(jsonb_build_object('confirmer', $1::text))`,
      'awb-zr',
    );
    const director = await reader('awb-zr', 'awb', 'office', 3);
    const { proposals } = await deskOf(director);
    expect([...new Set(proposals.map(({ matter }) => matter['id']))].sort()).toEqual(waiting);
    expect(waiting).toContain(kept.get('proposed'));
    expect(proposals[0]).toMatchObject({ rung: expect.any(String) as string, matter: { path: 'hazards' } });
    await enterUnit(system.db, 'ent');
    await system.db.sql`update posts set unit = 'ent', role = 'enterprise' where id = 'awb-zr'`;
    const { proposals: outside, held, sentUp } = await deskOf(await reader('awb-zr', 'ent', 'enterprise', 3));
    await system.db.sql`update posts set unit = 'awb', role = 'office' where id = 'awb-zr'`;
    expect(outside).toEqual([]);
    for (const row of [...held, ...sentUp]) expect(row['proposals']).toEqual([]);
  });

  it('keeps in sight what went above the head of the post', async () => {
    const enterprise = await reader('ent-jb', 'ent', 'enterprise');
    const { sentUp } = await deskOf(enterprise);
    const rows = await system.db.sql<{ id: string }[]>`
      select id from matters where open and holder_post <> 'ent-jb' and state -> 'fired' <> '[]'
        and exists (select 1 from jsonb_array_elements(state -> 'steps') s where s #>> '{holders,0,post}' = 'ent-jb')`;
    expect([...idsOf(sentUp)].sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(sentUp.length).toBeGreaterThan(0);
    for (const { holder, open, level } of sentUp) {
      expect([holder === null ? null : (holder as Row)['post'], open]).not.toContain('ent-jb');
      expect(level).toBeLessThanOrEqual(4);
    }
    // What was handed in before anything fired went to the next step as it should.
    expect(idsOf(sentUp)).not.toContain(kept.get('submitted'));
  });

  it('has the documents that wait for the person, each with what it needs', async () => {
    const id = kept.get('rectifying');
    if (id === undefined) throw new Error('there is a hazard');
    const officer = await reader('yj-jb', 'yj', 'department');
    const paper = await paperOf(system.db, id, { officers: [officer.actor.person] });
    const { documents } = await deskOf(officer);
    expect(documents).toMatchObject([
      { id: paper.id, document: 'rectifyOrder', needs: 'sign', state: 'drawn', matter: { id, path: 'hazards' } },
    ]);
    expect((await deskOf(await reader('zj-jb', 'zj', 'department'))).documents).toEqual([]);
  });

  it('counts the notices that are not read', async () => {
    const officer = await reader('yj-jb', 'yj', 'department');
    const at = instantOf(Date.now());
    const about = { kind: 'hazard', notice: 'x', title: 'x', body: 'x', data: {}, at, posts: [officer.actor.post] };
    await deliverNotice(system.db, { ...about, key: 'd1', matterId: kept.get('fresh') ?? null });
    await deliverNotice(system.db, { ...about, key: 'd2', matterId: 'haz-000000000000000000000000' as MatterId });
    expect((await deskOf(officer)).unread).toBe(1);
  });

  it('takes no parameter', async () => {
    const officer = await reader('yj-jb', 'yj', 'department');
    expect((await officer.get('/v1/desk?post=awb-zr')).body['code']).toBe('InvalidQuery');
  });
});
