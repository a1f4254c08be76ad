import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handInPicture, hazardAfter } from './hazard-bodies.ts';
import { expectProblem, noticeOf } from './register-calls.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem, type Caller } from './system.ts';

let system: ApiSystem;
let desk: Caller;
let director: Caller;
/** A day that the first test's year has off. */
let off = '';

beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
  [desk, director] = [await system.as('anweiban'), await system.as('anweiban-zr')];
});
afterAll(() => system.close());

interface OnMatter {
  readonly id: string;
  readonly now: { readonly dueS: string };
  readonly then: { readonly dueS: string };
}

/** When the running step of a matter is due. */
async function dueOf(url: string): Promise<string> {
  const found = listOf(await desk.get(url), 'deadlines').find(({ clock }) => clock === 'S');
  return String(found?.['due']);
}

/** Drafts a year's next version; the address of the draft. */
async function drafted(year: number, off: readonly string[] = []): Promise<string> {
  const answer = await desk.send('/v1/registers/calendars', noticeOf(year, off));
  return `/v1/registers/calendars/${textOf(answer, 'id')}`;
}

async function published(draft: string): Promise<Answered> {
  const answer = await director.send(`${draft}/publish`, { reason: '放假安排已公布' });
  return await vi.waitFor(
    async () => {
      const standing = await desk.get(textOf(answer, 'revision'));
      expect(standing.body['finishedAt']).not.toBeNull();
      return standing;
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** The last day of a deadline that ends with a day. */
function lastDayOf(due: string): string {
  return new Date(Date.parse(due) + 8 * 3_600_000 - 1).toISOString().slice(0, 10);
}

describe('a drafted year', () => {
  it('shows beforehand which deadlines it moves, from when to when, and moves them so once it is published', async () => {
    const url = await hazardAfter(system, []);
    const before = await desk.get(url);
    const due = await dueOf(url);
    off = lastDayOf(due);
    const draft = await drafted(Number(off.slice(0, 4)), [off]);
    const effect = await desk.get(`${draft}/effect`);
    expect(effect).toMatchObject({ status: 200, body: { total: 1, judged: 1, changed: 1, unchanged: 0, refused: 0 } });
    const [moved] = listOf(effect) as unknown as readonly OnMatter[];
    const { id, number, title } = before.body;
    expect(moved).toMatchObject({ id, kind: 'hazard', number, title, now: { dueS: due } });
    expect((moved?.then.dueS ?? '') > due).toBe(true);
    expect((await desk.get(url)).body).toEqual(before.body);
    expect((await published(draft)).body).toMatchObject({ total: 1, done: 1 });
    expect(await dueOf(url)).toBe(moved?.then.dueS);
    expect((await desk.get(`${draft}/effect`)).body).toMatchObject({ total: 0, items: [] });
  });

  it('lists nothing that stays as it is, and concerns nobody beyond a gap', async () => {
    await hazardAfter(system, []);
    const year = Number(off.slice(0, 4));
    // Another holiday half a year away makes it another year than was frozen, and moves nothing.
    const elsewhere = `${off.slice(0, 4)}-${off.slice(5, 7) < '07' ? '11-11' : '03-03'}`;
    const { body } = await desk.get(`${await drafted(year, [off, elsewhere])}/effect`);
    expect(body).toMatchObject({ changed: 0, unchanged: body['total'], refused: 0, items: [] });
    expect(Number(body['total'])).toBeGreaterThan(1);
    const { sql } = system.db;
    await sql`update matters set deadlines = jsonb_set(deadlines, '{0,provisional}', 'true')`;
    expect((await desk.get(`${await drafted(year + 4)}/effect`)).body).toMatchObject({ total: 0 });
    expect(Number((await desk.get(`${await drafted(year + 1)}/effect`)).body['total'])).toBeGreaterThan(0);
  });

  it('is tried by those who oversee all; no version is tried that is not there', async () => {
    const draft = await drafted(2031);
    for (const name of ['gongzhong', 'yingji-zr', 'qiye01-fzr'])
      expectProblem(await (await system.as(name)).get(`${draft}/effect`), 404, 'NotFound');
    expect((await (await system.as('shenji')).get(`${draft}/effect`)).status).toBe(200);
    expectProblem(await desk.get('/v1/registers/calendars/2031/99/effect'), 404, 'NotFound');
  });
});

describe('revisions', () => {
  it('are found by the year that brought them, the newest first', async () => {
    const drafts = [await drafted(2030)];
    await published(drafts[0] ?? '');
    drafts.push(await drafted(2030));
    await published(drafts[1] ?? '');
    const subjects = drafts.map((draft) => draft.slice('/v1/registers/calendars/'.length));
    const all = listOf(await desk.get('/v1/revisions')).map(({ subject }) => subject);
    expect(all.slice(0, 2)).toEqual(subjects.toReversed());
    const [first = ''] = subjects;
    const ofFirst = await desk.get(`/v1/revisions?subject=${encodeURIComponent(first)}`);
    expect(listOf(ofFirst)).toMatchObject([{ cause: 'calendar', subject: first, by: 'per-anweiban-3', total: 0 }]);
    expect(listOf(await desk.get('/v1/revisions?limit=1'))).toHaveLength(1);
    expectProblem(await (await system.as('yingji-zr')).get('/v1/revisions'), 404, 'NotFound');
  });
});
