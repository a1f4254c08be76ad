import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, instantOf, plusDays, type Day } from '../../../workflows/kernel/instant.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem, type Caller } from './system.ts';

const TODAY = dayOf(instantOf(Date.now()));
const later = (days: number): Day => plusDays(TODAY, days);

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
});
afterAll(() => system.close());

function said(answered: Answered): unknown {
  return answered.status < 300 ? answered.status : answered.body['code'];
}

const LEAVE = { person: 'per-yingji-1', from: later(30), to: later(31), reason: '年休假' };
const leave = (caller: Caller, changes: object = {}, headers = {}) =>
  caller.send('/v1/registers/leaves', { ...LEAVE, ...changes }, headers);
const nobodyAway = () => system.db.sql`update leaves set cancelled_at = now() where cancelled_at is null`;
const patch = (caller: Caller, post: string, body: object) =>
  caller.inject({
    method: 'PATCH',
    url: `/v1/registers/posts/${post}`,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
async function versionsOf(entry: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return listOf(await (await system.as('admin')).get(`/v1/registers/${entry}`), 'versions');
}

describe('leave', () => {
  beforeEach(async () => {
    await nobodyAway();
  });

  it('is registered by a leader of the person’s unit, 安委办 or the administrator, by nobody else', async () => {
    for (const username of ['yingji-fg', 'yingji-zr', 'anweiban', 'admin']) {
      expect([username, said(await leave(await system.as(username)))]).toEqual([username, 201]);
      await nobodyAway();
    }
    for (const username of ['yingji-jb', 'zhujian-zr', 'ducha', 'gongzhong'])
      expect([username, said(await leave(await system.as(username)))]).toEqual([username, 'Forbidden']);
  });

  it('stands with who, when and why, and is cancelled once', async () => {
    const chief = await system.as('yingji-fg');
    const id = textOf(await leave(chief, { deputyPost: 'p-yingji-1b' }), 'id');
    expect((await versionsOf(`leaves/${id}`)).map(({ by, before }) => ({ by, before }))).toEqual([
      { by: 'per-yingji-2', before: null },
    ]);
    const url = `/v1/registers/leaves/${id}/cancel`;
    expect(said(await (await system.as('yingji-jb')).send(url, { reason: '提前返岗' }))).toBe('Forbidden');
    expect((await chief.send(url, { reason: '提前返岗' })).body).toMatchObject({ id, cancelledAt: expect.any(String) });
    expect(said(await chief.send(url, { reason: '提前返岗' }))).toBe('NothingToChange');
    expect(said(await chief.send('/v1/registers/leaves/lv-none/cancel', { reason: '误' }))).toBe('NotFound');
    expect((await versionsOf(`leaves/${id}`)).at(-1)).toMatchObject({
      before: { cancelledAt: null },
      after: { deputyPost: 'p-yingji-1b', cancelledBecause: '提前返岗' },
    });
  });

  it('with one key is one leave, and the key is not for another', async () => {
    const chief = await system.as('yingji-fg');
    const headers = { 'idempotency-key': randomUUID() };
    const [first, second] = [await leave(chief, {}, headers), await leave(chief, {}, headers)];
    expect(second.body).toEqual(first.body);
    expect(await versionsOf(`leaves/${textOf(first, 'id')}`)).toHaveLength(1);
    expect(said(await leave(chief, { to: later(40) }, headers))).toBe('KeyUsedForOther');
  });

  it('that cannot be is refused', async () => {
    const office = await system.as('anweiban');
    expect(said(await leave(office, { to: later(29) }))).toBe('InvalidPeriod');
    expect(said(await leave(office, { from: later(-9), to: later(-1) }))).toBe('InvalidPeriod');
    expect(said(await leave(office, { person: 'per-nobody' }))).toBe('UnknownPerson');
    expect(said(await leave(office, { deputyPost: 'p-nobody' }))).toBe('UnknownPost');
    expect(said(await leave(office, { reason: ' ' }))).toBe('InvalidBody');
    expect(said(await leave(office, { from: '2026-02-30' }))).toBe('InvalidBody');
  });

  it('has a deputy of the person’s own unit only, and never a post of the person’s own', async () => {
    const chief = await system.as('yingji-zr');
    for (const deputyPost of ['p-qiye01-3', 'p-zhujian-1', 'p-yingji-1'])
      expect([deputyPost, said(await leave(chief, { deputyPost }))]).toEqual([deputyPost, 'DeputyUnfit']);
    expect(said(await leave(chief, { deputyPost: 'p-yingji-1b' }))).toBe(201);
  });

  it('ends within 366 days, and does not overlap leave of the same person that stands', async () => {
    const chief = await system.as('yingji-zr');
    expect(said(await leave(chief, { to: later(30 + 367) }))).toBe('InvalidPeriod');
    const id = textOf(await leave(chief, { to: later(30 + 366) }), 'id');
    for (const [from, to] of [
      [29, 30],
      [396, 400],
      [40, 41],
    ] as const)
      // prettier-ignore
      expect([from, said(await leave(chief, { from: later(from), to: later(to) }))]).toEqual([from, 'LeaveOverlaps']);
    expect(said(await leave(chief, { from: later(28), to: later(29) }))).toBe(201);
    expect(said(await leave(chief, { from: later(397), to: later(398) }))).toBe(201);
    expect(said(await leave(chief, { person: 'per-yingji-1b' }))).toBe(201);
    await chief.send(`/v1/registers/leaves/${id}/cancel`, { reason: '提前返岗' });
    expect(said(await leave(chief))).toBe(201);
  });

  it('is shown to those who answer for the chain only, without its reason in the list', async () => {
    const id = textOf(await leave(await system.as('yingji-zr')), 'id');
    const page = await (await system.as('anweiban')).get('/v1/registers/leaves?limit=500');
    expect(listOf(page)).toContainEqual(expect.objectContaining({ id, person: 'per-yingji-1', from: later(30) }));
    expect(JSON.stringify(page.body)).not.toContain('年休假');
    expect(said(await (await system.as('qiye01-fzr')).get('/v1/registers/leaves'))).toBe('Forbidden');
    expect(said(await (await system.as('gongzhong')).get('/v1/registers/tenures'))).toBe('Forbidden');
  });
});

describe('a post', () => {
  it('ends with a day and opens again, by 安委办主任 or the administrator', async () => {
    const chief = await system.as('anweiban-zr');
    expect(said(await patch(await system.as('anweiban'), 'p-linye-1b', { validTo: TODAY, reason: '撤销' }))).toBe(
      'Forbidden',
    );
    expect((await patch(chief, 'p-linye-1b', { validTo: TODAY, reason: '撤销' })).body).toMatchObject({
      validTo: TODAY,
    });
    expect((await patch(await system.as('admin'), 'p-linye-1b', { validTo: null, reason: '恢复' })).body).toMatchObject(
      {
        validTo: null,
      },
    );
    expect((await versionsOf('posts/p-linye-1b')).slice(-2)).toMatchObject([
      { by: 'per-anweiban-3', before: { validTo: null }, after: { validTo: TODAY, reason: '撤销' } },
      { by: 'per-admin', before: { validTo: TODAY }, after: { validTo: null } },
    ]);
    expect(said(await patch(chief, 'p-linye-1b', { validTo: '2019-12-31', reason: '误' }))).toBe('InvalidPeriod');
    expect(said(await patch(chief, 'p-anweiban-1', { validTo: later(-1), reason: '误' }))).toBe('InvalidPeriod');
    expect((await (await system.as('anweiban')).get('/v1/registers')).status).toBe(200);
    expect(said(await patch(chief, 'p-none', { validTo: TODAY, reason: '误' }))).toBe('NotFound');
  });
});

describe('who is in a post', () => {
  const begin = (caller: Caller, changes: object = {}) =>
    caller.send('/v1/registers/tenures', {
      post: 'p-linye-1', person: 'per-linye-1b', validFrom: TODAY, reason: '轮岗', ...changes,
    }); // prettier-ignore
  const end = (caller: Caller, changes: object = {}) =>
    caller.send('/v1/registers/tenures/end', {
      post: 'p-linye-1', person: 'per-linye-1', validTo: TODAY, reason: '轮岗', ...changes,
    }); // prettier-ignore

  it('changes by 安委办主任 or the administrator, each change kept', async () => {
    const chief = await system.as('anweiban-zr');
    for (const ask of [begin, end]) expect(said(await ask(await system.as('linye-zr')))).toBe('Forbidden');
    expect(said(await begin(chief))).toBe(201);
    expect(said(await end(chief))).toBe(200);
    expect(await versionsOf(`tenures/p-linye-1/per-linye-1b/${TODAY}`)).toMatchObject([
      { by: 'per-anweiban-3', before: null, after: { validTo: null, reason: '轮岗' } },
    ]);
    expect(await versionsOf('tenures/p-linye-1/per-linye-1/2020-01-01')).toMatchObject([
      { by: 'system', before: null, after: { valid_to: null } },
      { before: { validTo: null }, after: { validTo: TODAY } },
    ]);
  });

  it('is refused where it cannot be', async () => {
    const chief = await system.as('anweiban-zr');
    expect(said(await begin(chief, { validFrom: later(5) }))).toBe('NothingToChange');
    expect(said(await begin(chief, { person: 'per-linye-2', validTo: later(-1) }))).toBe('InvalidPeriod');
    expect(said(await begin(chief, { post: 'p-none' }))).toBe('UnknownPost');
    expect(said(await begin(chief, { person: 'per-none' }))).toBe('UnknownPerson');
    expect(said(await end(chief, { person: 'per-linye-2' }))).toBe('NotFound');
    expect(said(await end(chief, { validTo: later(1) }))).toBe('NotFound');
  });

  it('is as it was: nothing ends or begins long ago, but what somebody has done who never held a post', async () => {
    const chief = await system.as('anweiban-zr');
    const held = { post: 'p-shuili-1', person: 'per-linye-2' };
    expect(said(await end(chief, { post: 'p-shuili-1', person: 'per-shuili-1', validTo: later(-1) }))).toBe(
      'InvalidPeriod',
    );
    for (const validFrom of ['0001-01-01', later(-32)])
      expect([validFrom, said(await begin(chief, { ...held, validFrom }))]).toEqual([validFrom, 'InvalidPeriod']);
    expect(said(await begin(chief, { ...held, validFrom: later(-31) }))).toBe(201);
    const person = textOf(await chief.send('/v1/registers/people', { name: '旧任', reason: '补登' }), 'id');
    expect(said(await begin(chief, { post: 'p-shuili-1', person, validFrom: '2019-12-31' }))).toBe('InvalidPeriod');
    const first = { post: 'p-shuili-1', person, validFrom: '2020-01-01', validTo: later(-60) };
    expect(said(await begin(chief, first))).toBe(201);
    expect(said(await begin(chief, { ...first, validFrom: later(-59), validTo: later(-50) }))).toBe('InvalidPeriod');
  });

  it('is nobody by their own hand', async () => {
    for (const [username, person] of [
      ['anweiban-zr', 'per-anweiban-3'],
      ['admin', 'per-admin'],
    ] as const)
      // prettier-ignore
      expect(said(await begin(await system.as(username), { post: 'p-linye-2', person }))).toBe('OwnAppointment');
  });

  it('works for an enterprise or for another body, never for both in the same days', async () => {
    const chief = await system.as('anweiban-zr');
    const enterprise = 'per-qiye01-3';
    for (const [post, person] of [
      ['p-linye-2', enterprise],
      ['p-qiye02-3', enterprise],
      ['p-qiye01-3', 'per-linye-2'],
    ] as const)
      expect([post, said(await begin(chief, { post, person }))]).toEqual([post, 'WorksElsewhere']);
    expect(said(await begin(chief, { post: 'p-qiye01-1', person: enterprise }))).toBe(201);
    for (const post of ['p-qiye01-1', 'p-qiye01-3'])
      expect(said(await end(chief, { post, person: enterprise }))).toBe(200);
    const next = { post: 'p-linye-2', person: enterprise };
    expect(said(await begin(chief, next))).toBe('WorksElsewhere');
    expect(said(await begin(chief, { ...next, validFrom: later(1) }))).toBe(201);
    expect(said(await begin(chief, { post: 'p-linye-3', person: 'per-linye-2' }))).toBe(201);
  });
});
