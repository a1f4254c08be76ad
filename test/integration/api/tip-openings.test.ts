import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, instantOf } from '../../../workflows/kernel/instant.ts';
import { bearerOf } from './account-calls.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem } from './system.ts';
import { IDENTITY, NAME, PHONE, TIP, tipFrom } from './tip-calls.ts';

const TODAY = dayOf(instantOf(Date.now()));

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
});
afterAll(() => system.close());

const openings = (id: string) => `/v1/tips/${id}/identity-openings`;
const given = async (tip: object = { ...TIP, identity: IDENTITY }) => textOf(await tipFrom(system.app, tip), 'id');
const ask = async (id: string, username = 'anweiban-fg', headers = {}) =>
  (await system.as(username)).send(openings(id), { reason: '须向本人核实' }, headers);
const decide = async (id: string, opening: string, username: string, agree = true) =>
  (await system.as(username)).send(`${openings(id)}/${opening}/decisions`, { agree, reason: '确有必要' });
const open = async (id: string, opening: string, username = 'anweiban-fg') =>
  (await system.as(username)).send(`${openings(id)}/${opening}/open`, {});
const said = (answer: Answered) => [answer.status, answer.body['code']];

/** Another post for somebody who has one, whose account has been released since. */
async function appoint(person: string, post: string): Promise<void> {
  await system.db.sql`insert into tenures (post, person, valid_from) values (${post}, ${person}, ${TODAY})`;
}

/** Today, with a deputy. */
async function leave(person: string, deputyPost: string): Promise<string> {
  const asked = { person, from: TODAY, to: TODAY, deputyPost, reason: '年休假' };
  return textOf(await (await system.as('anweiban-zr')).send('/v1/registers/leaves', asked), 'id');
}

describe('opening an identity', () => {
  it('takes who asks and another who agrees; then it is read once, by who asked', async () => {
    const id = await given();
    const key = { 'idempotency-key': randomUUID() };
    const asking = await ask(id, 'anweiban-fg', key);
    expect(asking.status, JSON.stringify(asking.body)).toBe(201);
    expect((await ask(id, 'anweiban-fg', key)).body).toEqual(asking.body);
    const opening = textOf(asking, 'id');
    expect(said(await open(id, opening))).toEqual([409, 'OpeningNotAgreed']);
    expect(listOf(await (await system.as('fenguan')).get(openings(id)))).toMatchObject([
      { id: opening, reason: '须向本人核实', agreed: null, openUntil: null },
    ]);
    const decided = await decide(id, opening, 'fenguan');
    expect(decided.body).toMatchObject({ agreed: true, openUntil: expect.any(String) as unknown });
    expect(said(await decide(id, opening, 'fenguan'))).toEqual([409, 'OpeningDecided']);
    expect(said(await open(id, opening, 'anweiban-zr'))).toEqual([403, 'Forbidden']);
    const read = await open(id, opening);
    expect([read.status, read.body]).toEqual([200, { identity: IDENTITY }]);
    expect(read.headers['cache-control']).toBe('no-store');
    expect(said(await open(id, opening))).toEqual([409, 'OpeningUsed']);
    const trail = await system.db.sql`select * from trail where subject = ${`tip/${id}`}`;
    for (const word of [NAME, PHONE, '须向本人核实', '确有必要']) expect(JSON.stringify(trail)).not.toContain(word);
  });

  it('that was refused opens nothing', async () => {
    const id = await given();
    const opening = textOf(await ask(id), 'id');
    expect((await decide(id, opening, 'xianzhang', false)).status).toBe(200);
    expect(said(await open(id, opening))).toEqual([409, 'OpeningNotAgreed']);
  });

  it('is asked for by 安委办 from 分管 up and by 纪检监察, and decided by leaders and the security administrator', async () => {
    const id = await given();
    for (const username of ['anweiban', 'yingji-jb', 'fenguan', 'gongzhong', 'admin', 'shenji'])
      expect((await ask(id, username)).status, username).not.toBe(201);
    const opening = textOf(await ask(id), 'id');
    for (const username of ['anweiban-zr', 'admin', 'shenji', 'gongzhong', 'yingji-zr'])
      expect((await decide(id, opening, username)).status, username).toBe(403);
    const security = await decide(id, opening, 'anquan-gly');
    expect(security.status, JSON.stringify(security.body)).toBe(200);
  });

  it('is asked for by 纪检监察 of any tip by its id, of which they see nothing else, and read by them', async () => {
    const id = await given();
    const opening = textOf(await ask(id, 'jiwei'), 'id');
    const jiwei = await system.as('jiwei');
    expect(listOf(await jiwei.get(openings(id)))).toMatchObject([{ id: opening, reason: '须向本人核实' }]);
    for (const url of [`/v1/tips/${id}`, `/v1/tips/${id}/events`, `/v1/tips/${id}/commands`])
      expect((await jiwei.get(url)).status, url).toBe(404);
    expect(listOf(await jiwei.get('/v1/tips')).map((it) => it['id'])).not.toContain(id);
    expect((await decide(id, opening, 'fenguan')).status).toBe(200);
    expect(said(await open(id, opening))).toEqual([403, 'Forbidden']);
    expect((await open(id, opening, 'jiwei')).body).toEqual({ identity: IDENTITY });
  });

  it('is neither asked for nor read of by a department that verifies the tip, nor by 督查', async () => {
    const id = await given();
    const opening = textOf(await ask(id), 'id');
    const desk = await system.as('anweiban');
    expect((await desk.send(`/v1/tips/${id}/commands/AcceptTip`, { unit: 'u-caizheng' })).status).toBe(200);
    for (const username of ['caizheng-jb', 'ducha']) {
      const caller = await system.as(username);
      expect((await caller.get(`/v1/tips/${id}`)).status, username).toBe(200);
      expect(said(await caller.get(openings(id))), username).toEqual([403, 'Forbidden']);
      expect(said(await ask(id, username)), username).toEqual([403, 'Forbidden']);
      expect(said(await open(id, opening, username)), username).toEqual([403, 'Forbidden']);
    }
    for (const username of ['fenguan', 'anquan-gly', 'shenji'])
      expect((await (await system.as(username)).get(openings(id))).status, username).toBe(200);
  });

  it('is not there for whom the tip is about, 纪检监察 and deciders too', async () => {
    for (const [subject, username] of [
      ['u-anweiban', 'anweiban-fg'],
      ['u-jiwei', 'jiwei'],
    ] as const)
      expect((await ask(await given({ ...TIP, subject, identity: IDENTITY }), username)).status, username).toBe(404);
    const about = await given({ ...TIP, subject: 'u-xian', identity: IDENTITY });
    const opening = textOf(await ask(about), 'id');
    expect((await decide(about, opening, 'fenguan')).status).toBe(404);
    expect((await decide(about, opening, 'shuji')).status).toBe(200);
    expect((await ask(`tip-${'0'.repeat(24)}`)).status).toBe(404);
  });

  it('is not asked for where nobody gave a name, nor without a reason', async () => {
    expect(said(await ask(await given(TIP)))).toEqual([422, 'NoIdentity']);
    const caller = await system.as('anweiban-fg');
    expect((await caller.send(openings(await given()), {})).status).toBe(400);
  });

  it('under a key that was used for another tip is not another one', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const [one, other] = [await given(), await given()];
    expect((await ask(one, 'anweiban-fg', key)).status).toBe(201);
    expect(said(await ask(other, 'anweiban-fg', key))).toEqual([422, 'KeyUsedForOther']);
  });
});

describe('who asked for an identity', () => {
  it('does not agree to it by another post and another account', async () => {
    const id = await given();
    const opening = textOf(await ask(id), 'id');
    await appoint('per-anweiban-2', 'p-shuji');
    const account = { username: 'fg.shuji', person: 'per-anweiban-2', post: 'p-shuji' };
    const made = await (await system.as('admin')).send('/v1/accounts', account);
    const password = textOf(made, 'oneTimePassword');
    const released = await (await system.as('anquan-gly')).send(`/v1/accounts/${account.username}/releases`, {});
    expect(released.status, JSON.stringify(released.body)).toBeLessThan(300);
    const other = await bearerOf(system.app, account.username, { password });
    const chosen = { current: password, next: 'Kx7-mvTq2-bnHz' };
    expect((await other.call('POST', '/v1/account/password', chosen)).status).toBe(204);
    const url = `${openings(id)}/${opening}/decisions`;
    const agreed = { agree: true, reason: '确有必要' };
    expect(said(await other.call('POST', url, agreed))).toEqual([403, 'AskerDecides']);
    expect((await decide(id, opening, 'shuji')).status).toBe(200);
  });

  it('is not agreed with by whoever stands in for them that day', async () => {
    const id = await given();
    const opening = textOf(await ask(id), 'id');
    await appoint('per-fenguan', 'p-anweiban-1b');
    await leave('per-anweiban-2', 'p-anweiban-1b');
    expect(said(await decide(id, opening, 'fenguan'))).toEqual([403, 'AskerDecides']);
    expect((await decide(id, opening, 'xianzhang')).status).toBe(200);
  });

  it('is not agreed with by whom they stand in for that day, until that leave is cancelled', async () => {
    const id = await given();
    const opening = textOf(await ask(id, 'jiwei'), 'id');
    await appoint('per-jiwei-1', 'p-fenguan');
    const away = await leave('per-xianzhang', 'p-fenguan');
    expect(said(await decide(id, opening, 'xianzhang'))).toEqual([403, 'AskerDecides']);
    const office = await system.as('anweiban-zr');
    expect((await office.send(`/v1/registers/leaves/${away}/cancel`, { reason: '提前返岗' })).status).toBe(200);
    expect((await decide(id, opening, 'xianzhang')).status).toBe(200);
  });
});
