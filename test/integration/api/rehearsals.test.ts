import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRehearsal } from '../../../activities/run-rehearsal.ts';
import { dayOf, instantOf, plusDays } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { keepLife } from '../../support/keep-life.ts';
import { forgotten } from '../../support/rehearsed-lives.ts';
import { apiSystem, listOf, textOf, type ApiSystem } from './system.ts';

const TODAY = dayOf(instantOf(Date.now()));
const MARCH = { policy: 'hazard/standard/3', from: '2026-03-01', to: '2026-03-31' };
const SOONER = { ladder: { 't-supervise': { anyOf: [{ after: 'due', wait: { amount: 1, unit: 'workingDay' } }] } } };

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
  const life = forgotten(1);
  life.pass('2026-05-01 00:00');
  await keepLife(system.db, life);
});
afterAll(() => system.close());

async function sent(body: unknown, headers: Readonly<Record<string, string>> = {}, username = 'anweiban') {
  const caller = await system.as(username);
  return await caller.send('/v1/rehearsals', body, headers);
}

/** The result of a rehearsal that is ordered by HTTP and carried out by its job. */
async function rehearsed(body: unknown) {
  const ordered = await sent(body);
  const id = textOf(ordered, 'id');
  await runRehearsal(system.db, { matterId: id as MatterId, attempts: 1 });
  const { body: standing } = await (await system.as('anweiban')).get(`/v1/rehearsals/${id}`);
  return standing;
}

describe('a rehearsal by HTTP', () => {
  it('is accepted at once, and found at its address with progress and result', async () => {
    const ordered = await sent(MARCH);
    const id = textOf(ordered, 'id');
    expect(ordered.status).toBe(202);
    expect(ordered.headers['location']).toBe(`/v1/rehearsals/${id}`);
    expect(ordered.body).toMatchObject({
      status: 'running',
      policy: { name: 'hazard/standard/3', changes: null },
      from: '2026-03-01',
      to: '2026-03-31',
      progress: { done: 0, total: 0 },
      result: null,
    });
    await runRehearsal(system.db, { matterId: id as MatterId, attempts: 1 });
    const { body } = await (await system.as('anweiban')).get(`/v1/rehearsals/${id}`);
    expect(body).toMatchObject({ status: 'done', progress: { done: 1, total: 1 }, result: { matters: 1 } });
    expect(JSON.stringify(body)).not.toContain('"content"');
  });

  it('tries out changes on top of a version, rows of the ladder by their ids', async () => {
    const { result } = await rehearsed({ ...MARCH, policy: { basedOn: '3', changes: SOONER } });
    const { result: plain } = await rehearsed({ ...MARCH, policy: '3' });
    const firedAt = (found: unknown) => JSON.stringify((found as { examples: unknown }).examples);
    expect(result).toMatchObject({ policy: 'hazard/standard/3（试改）', concerned: 1 });
    expect(firedAt(result)).toContain('2026-03-20T');
    expect(plain).toMatchObject({ policy: 'hazard/standard/3', concerned: 0 });
  });

  it('ends with today, up to the order', async () => {
    const { result } = await rehearsed({ ...MARCH, to: TODAY });
    expect(result).toMatchObject({ to: TODAY, method: { replayed: 1 } });
  });

  it('sent again under the same key is the same; with another period the key is used for other', async () => {
    const first = await sent(MARCH, { 'idempotency-key': 'march' });
    const again = await sent(MARCH, { 'idempotency-key': 'march' });
    expect(again.body['id']).toBe(first.body['id']);
    await runRehearsal(system.db, { matterId: textOf(first, 'id') as MatterId, attempts: 1 });
    expect((await sent(MARCH, { 'idempotency-key': 'march' })).status).toBe(200);
    const other = await sent({ ...MARCH, to: '2026-03-30' }, { 'idempotency-key': 'march' });
    expect([other.status, other.body['code']]).toEqual([422, 'KeyUsedForOther']);
  });

  it('is listed, newest first, without its result', async () => {
    const id = textOf(await sent(MARCH), 'id');
    const listed = await (await system.as('anweiban')).get('/v1/rehearsals?limit=2');
    expect(listOf(listed)).toHaveLength(2);
    expect(listOf(listed)[0]).toMatchObject({ id, status: 'running', result: null });
  });

  it('that nobody ordered is not there', async () => {
    const answer = await (await system.as('anweiban')).get('/v1/rehearsals/reh-none');
    expect([answer.status, answer.body['code']]).toEqual([404, 'NotFound']);
  });
});

describe('a rehearsal is refused', () => {
  const tomorrow = plusDays(TODAY, 1);
  const cases: readonly (readonly [string, unknown, number, string, string])[] = [
    ['of a policy that nobody drafted', { ...MARCH, policy: 'hazard/standard/77' }, 422, 'UnknownPolicy', '/policy'],
    [
      'on top of a policy that nobody drafted',
      { ...MARCH, policy: { basedOn: '77', changes: {} } },
      422,
      'UnknownPolicy',
      '/policy/basedOn',
    ],
    ['of a name that is no policy', { ...MARCH, policy: 'Hazard 3' }, 400, 'InvalidBody', '/policy'],
    ['without changes', { ...MARCH, policy: { basedOn: '3' } }, 400, 'InvalidBody', '/policy/changes'],
    ['without a period', { policy: '3', from: '2026-03-01' }, 400, 'InvalidBody', '/to'],
    ['of days that do not exist', { ...MARCH, to: '2026-02-30' }, 400, 'InvalidBody', '/to'],
    ['of a period that ends before it begins', { ...MARCH, from: '2026-04-01' }, 400, 'InvalidBody', '/from'],
    ['of the future', { ...MARCH, to: tomorrow }, 400, 'InvalidBody', '/to'],
    ['of more than five years', { ...MARCH, from: '2021-01-01' }, 400, 'InvalidBody', '/from'],
    [
      'with figures of another shape',
      { ...MARCH, policy: { basedOn: '3', changes: { periods: { grade: { amount: '一' } } } } },
      400,
      'InvalidBody',
      '/policy/changes/periods/grade/amount',
    ],
    [
      'with a row of the ladder that is nothing',
      { ...MARCH, policy: { basedOn: '3', changes: { ladder: { 't-new': 1 } } } },
      400,
      'InvalidBody',
      '',
    ],
    [
      'with a period of nothing',
      { ...MARCH, policy: { basedOn: '3', changes: { periods: { grade: { amount: 0 } } } } },
      422,
      'PolicyUnfit',
      '/policy/changes/periods/grade/amount',
    ],
  ];

  it.each(cases)('%s', async (_name, body, status, code, pointer) => {
    const answer = await sent(body);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    const pointers = listOf(answer, 'errors').map((fault) => fault['pointer']);
    if (pointer === '') expect(String(pointers[0])).toMatch(/^\/policy\/changes\/ladder\/\d+$/);
    else expect(pointers).toContain(pointer);
    expect(textOf(answer, 'detail')).toMatch(/[\u4e00-\u9fff]/);
  });

  it('on top of an old version only for what the changes break', async () => {
    await system.db.sql`
      insert into policies (kind, id, version, effective_from, content)
      select kind, id, 1, effective_from, content #- '{numbers,workFromMinute}' from policies
      where kind = 'hazard' and id = 'standard' and version = 3`;
    const nothing = { ...MARCH, policy: { basedOn: 'standard/1', changes: {} } };
    expect((await sent(nothing)).status).toBe(202);
    const more = await sent({ ...MARCH, policy: { basedOn: '1', changes: { numbers: { officersMin: null } } } });
    expect(listOf(more, 'errors')).toMatchObject([{ pointer: '/policy/changes/numbers/officersMin' }]);
  });

  it('without a key', async () => {
    const answer = await sent(MARCH, { 'idempotency-key': '' });
    expect([answer.status, answer.body['code']]).toEqual([400, 'IdempotencyKeyRequired']);
  });

  it.each(['chengguan-jb', 'yingji-jb'])('to %s, in any way', async (username) => {
    const caller = await system.as(username);
    for (const answer of [
      await sent(MARCH, {}, username),
      await caller.get('/v1/rehearsals'),
      await caller.get('/v1/rehearsals/reh-none'),
    ])
      expect([answer.status, answer.body['code']]).toEqual([403, 'Forbidden']);
  });
});
