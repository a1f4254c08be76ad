import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { settleRevision } from '../../../db/registers/revisions.ts';
import { kindByName } from '../../../workflows/kinds.ts';
import { exampleOf, handInPicture, hazardAfter } from './hazard-bodies.ts';
import { expectProblem, noticeOf } from './register-calls.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem, type Caller } from './system.ts';

let system: ApiSystem;
let desk: Caller;
let director: Caller;

beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
  [desk, director] = [await system.as('anweiban'), await system.as('anweiban-zr')];
});
afterAll(() => system.close());

const STANDARD = Math.max(...kindByName('hazard').policies.map(({ version }) => version));

function deadline(matter: Answered, clock: string): Readonly<Record<string, unknown>> {
  const found = listOf(matter, 'deadlines').find((it) => it['clock'] === clock);
  if (found === undefined) throw new Error(`no deadline ${clock} in ${JSON.stringify(matter.body)}`);
  return found;
}

/** The last day of a deadline that ends with a day. */
function lastDay(matter: Answered, clock = 'S'): string {
  return new Date(Date.parse(String(deadline(matter, clock)['due'])) + 8 * 3_600_000 - 1).toISOString().slice(0, 10);
}

async function finished(url: string): Promise<Answered> {
  return await vi.waitFor(
    async () => {
      const standing = await desk.get(url);
      expect(standing.body['finishedAt']).not.toBeNull();
      return standing;
    },
    { timeout: 30_000, interval: 100 },
  );
}

async function lastEvent(url: string): Promise<Readonly<Record<string, unknown>>> {
  return listOf(await desk.get(`${url}/events`)).at(-1) ?? {};
}

/** Drafts and publishes a year's next version, in which the running deadline's last day is off. */
async function published(day: string): Promise<{ readonly id: string; readonly revision: string }> {
  const drafted = await desk.send('/v1/registers/calendars', noticeOf(Number(day.slice(0, 4)), [day]));
  const id = textOf(drafted, 'id');
  const answer = await director.send(`/v1/registers/calendars/${id}/publish`, { reason: '放假安排已公布' });
  expect(answer.status).toBe(200);
  return { id, revision: textOf(answer, 'revision') };
}

describe('a published year', () => {
  it('reaches the running matters that it concerns, in the name of who published it', async () => {
    const [url, ended] = [await hazardAfter(system, []), await hazardAfter(system, ['Verify', 'Grade', 'Assign'])];
    await system.db.sql`update matters set next_wake = null where id = ${ended.slice('/v1/hazards/'.length)}`;
    const before = await desk.get(url);
    const { id, revision } = await published(lastDay(before));
    const standing = await finished(revision);
    expect(standing.body).toMatchObject({
      cause: 'calendar', subject: id, by: 'per-anweiban-3', reason: '放假安排已公布', total: 1, done: 1, refused: 0, waiting: 0, refusals: [],
    }); // prettier-ignore
    const after = await desk.get(url);
    expect(lastDay(after) > lastDay(before)).toBe(true);
    expect(await lastEvent(url)).toMatchObject({
      type: 'TermsRevised',
      actor: { person: 'per-anweiban-3' },
      data: { cause: 'calendar', reason: '放假安排已公布' },
    });
    expect(await lastEvent(ended)).not.toMatchObject({ type: 'TermsRevised' });
    // Asked again, the same year concerns nobody any more: what was frozen is what is published.
    const left = await system.db.sql`select 1 from revision_matters where outcome = 'waiting'`;
    expect(left).toHaveLength(0);
  });

  it('leaves alone who froze the same days, or has nothing due in it', async () => {
    const url = await hazardAfter(system, []);
    const version = (await desk.get(url)).body['version'];
    const { revision } = await published('2031-07-01');
    expect((await desk.get(revision)).body).toMatchObject({
      total: 0,
      done: 0,
      finishedAt: expect.any(String) as string,
    });
    expect((await desk.get(url)).body['version']).toBe(version);
  });

  it('leaves alone even who has a provisional deadline while years between are not published', async () => {
    const id = (await hazardAfter(system, [])).slice('/v1/hazards/'.length);
    await system.db
      .sql`update matters set deadlines = jsonb_set(deadlines, '{0,provisional}', 'true') where id = ${id}`;
    const { revision } = await published('2031-07-02');
    expect((await desk.get(revision)).body).toMatchObject({ total: 0, refused: 0 });
    await system.db
      .sql`update matters set deadlines = jsonb_set(deadlines, '{0,provisional}', 'false') where id = ${id}`;
  });

  it('reaches who has a provisional deadline, or wakes in the year, unless the year is the one that was frozen', async () => {
    const url = await hazardAfter(system, []);
    const id = url.slice('/v1/hazards/'.length);
    const year = Number(lastDay(await desk.get(url)).slice(0, 4)) + 1;
    const concerned = async (): Promise<number> => {
      const { revision } = await published(`${year.toString()}-07-01`);
      const rows = await system.db.sql`
        select 1 from revision_matters where matter_id = ${id} and revision = ${revision.slice('/v1/revisions/'.length)}`;
      await finished(revision);
      return rows.length;
    };
    expect(await concerned()).toBe(0);
    const { sql } = system.db;
    await sql`update matters set deadlines = jsonb_set(deadlines, '{0,provisional}', 'true') where id = ${id}`;
    expect(await concerned()).toBe(1);
    await sql`update matters set deadlines = jsonb_set(deadlines, '{0,provisional}', 'true') where id = ${id}`;
    // Revised by the same days a moment ago.
    expect(await concerned()).toBe(0);
    const other = await hazardAfter(system, []);
    await sql`
      update matters set next_wake = ${`${year.toString()}-03-01T00:00:00.000+08:00`},
        state = jsonb_set(state, '{terms,calendar,workdays}', ${sql.json([`${year.toString()}-02-28`])})
      where id = ${other.slice('/v1/hazards/'.length)}`;
    const { revision } = await published(`${year.toString()}-07-01`);
    expect((await finished(revision)).body).toMatchObject({ total: 1 });
  });

  it('is a matter of those who oversee all', async () => {
    const { revision } = await published('2030-07-01');
    for (const name of ['gongzhong', 'yingji-zr', 'qiye01-fzr'])
      expectProblem(await (await system.as(name)).get(revision), 404, 'NotFound');
    expect((await (await system.as('shenji')).get(revision)).status).toBe(200);
    expectProblem(await desk.get('/v1/revisions/rev-0'), 404, 'NotFound');
  });
});

describe('a published policy', () => {
  const reason = '适用于在办事项';
  let policy = '';

  beforeAll(async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const { periods, numbers, ladder, overrides = [] } = await content();
    const drafted = await desk.send('/v1/registers/policies', {
      kind: 'hazard',
      id: 'standard',
      title: '核实延长',
      effectiveFrom: today,
      content: { periods: { ...periods, verify: { ...periods['verify'], amount: 6 } }, numbers, ladder, overrides },
    });
    policy = `/v1/registers/policies/${textOf(drafted, 'id')}`;
  });

  async function content() {
    const { body } = await desk.get(`/v1/registers/policies/hazard/standard/${STANDARD.toString()}`);
    return body['content'] as {
      periods: Record<string, object>;
      numbers: object;
      ladder: readonly object[];
      overrides?: readonly object[];
    };
  }

  it('shows beforehand what it would do, and does nothing by it', async () => {
    const url = await hazardAfter(system, []);
    const before = await desk.get(url);
    const effect = await desk.get(`${policy}/effect`);
    expect(effect.status).toBe(200);
    expect(effect.body['judged']).toBe(effect.body['total']);
    const found = listOf(effect).find((it) => it['id'] === before.body['id']);
    const due = deadline(before, 'S')['due'];
    expect(found).toMatchObject({ kind: 'hazard', number: before.body['number'], now: { dueS: due } });
    const { now, then } = found as Record<'now' | 'then', { dueS: string; rung: { rung: string; at: string } }>;
    expect(then.dueS > now.dueS).toBe(true);
    expect([now.rung.rung, then.rung.rung]).toEqual(['urge', 'urge']);
    expect(then.rung.at > now.rung.at).toBe(true);
    expect((await desk.get(url)).body['version']).toBe(before.body['version']);
    expectProblem(await (await system.as('yingji-zr')).get(`${policy}/effect`), 404, 'NotFound');
  });

  it('reaches those named or all, each once, with the figures of that version', async () => {
    await director.send(`${policy}/publish`, { reason: '常务会通过' });
    const { body } = await desk.get('/v1/hazards?open=true&status=reported&limit=1');
    const [one] = body['items'] as readonly { id: string }[];
    const id = one?.id ?? '';
    const before = await desk.get(`/v1/hazards/${id}`);
    const key = { 'idempotency-key': 'apply-once' };
    const applied = await director.send(`${policy}/apply`, { reason, matters: [id] }, key);
    expect(applied).toMatchObject({ status: 202, body: { cause: 'policy', total: 1 } });
    const location = String(applied.headers['location']);
    expect((await finished(location)).body).toMatchObject({ done: 1, refused: 0, by: 'per-anweiban-3' });
    expect(lastDay(await desk.get(`/v1/hazards/${id}`)) > lastDay(before)).toBe(true);
    const again = await director.send(`${policy}/apply`, { reason, matters: [id] }, key);
    expect([again.status, again.headers['location']]).toEqual([202, location]);
    for (const other of [
      { reason: '另一理由', matters: [id] },
      { reason, matters: ['haz-0'] },
    ])
      expectProblem(await director.send(`${policy}/apply`, other, key), 422, 'KeyUsedForOther');
    expectProblem(await director.send(`${policy}/apply`, { reason, matters: [id] }), 422, 'MatterNotConcerned');
    const all = await director.send(`${policy}/apply`, { reason });
    const rest = await finished(String(all.headers['location']));
    expect(rest.body['done']).toBe(rest.body['total']);
    expect(Number(rest.body['total'])).toBeGreaterThan(0);
    expect((await desk.get(`${policy}/effect`)).body).toMatchObject({ total: 0, judged: 0, items: [] });
  });
});

describe('a person', () => {
  it('revises one matter; the terms are the registers’, whatever the body says', async () => {
    const url = await hazardAfter(system, []);
    await published(lastDay(await desk.get(url)));
    const other = await hazardAfter(system, []);
    const command = { cause: 'calendar', reason: '补充修订' };
    const revised = await director.send(`${other}/commands/ReviseTerms`, { ...command, terms: {} });
    expectProblem(revised, 400, 'InvalidBody');
    // Opened under what is published, there is nothing to revise.
    const unchanged = await director.send(`${other}/commands/ReviseTerms`, command);
    expect([unchanged.status, unchanged.body['code']]).toEqual([422, 'TermsUnchanged']);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const basedOn = `hazard/standard/${STANDARD.toString()}`;
    const drafted = await desk.send('/v1/registers/policies', {
      basedOn,
      title: '新版',
      effectiveFrom: today,
      changes: {},
    });
    await director.send(`/v1/registers/policies/${textOf(drafted, 'id')}/publish`, { reason: '发布' });
    // A calendar brings no policy: that is only by a policy's own word.
    const byCalendar = await director.send(`${other}/commands/ReviseTerms`, command);
    expect(byCalendar.body['code']).toBe('TermsUnchanged');
    const byPolicy = await director.send(`${other}/commands/ReviseTerms`, { cause: 'policy', reason: '适用新版' });
    expect(byPolicy.status).toBe(200);
    expect(await lastEvent(other)).toMatchObject({
      type: 'TermsRevised',
      actor: { person: 'per-anweiban-3' },
      data: { cause: 'policy', terms: { policyVersion: drafted.body['version'] } },
    });
    const stranger = await system.as('yingji-jb');
    expectProblem(await stranger.send(`${other}/commands/ReviseTerms`, command), 403, 'NotYours');
  });

  it('is refused by the rules where they would refuse, and the revision says so', async () => {
    const url = await hazardAfter(system, []);
    const id = url.slice('/v1/hazards/'.length);
    await (await system.as('yingji-jb')).send(`${url}/commands/Verify`, exampleOf('Verify'));
    await system.db
      .sql`insert into revisions (id, cause, subject, actor, at, reason) values ('rev-x', 'calendar', '2026/1',
      ${system.db.sql.json({ person: 'per-yingji-1', post: 'p-yingji-1', unit: 'u-yingji', rank: 1, role: 'regulator' })}, now(), '越权')`;
    await system.db.sql`insert into revision_matters values ('rev-x', ${id}, 'waiting', null)`;
    await system.db
      .sql`insert into jobs (matter_id, kind, key, type, payload) values ('rev-x', 'revision', 'revise', 'Revise', '{}')`;
    const { body } = await finished('/v1/revisions/rev-x');
    expect(body).toMatchObject({ total: 1, done: 0, refused: 1, refusals: [{ matterId: id, code: 'NotYours' }] });
    await settleRevision(system.db, 'rev-x');
    expect((await desk.get('/v1/revisions/rev-x')).body).toEqual(body);
  });
});
