import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, instantOf } from '../../../workflows/kernel/instant.ts';
import { seededAccounts } from '../../support/system.ts';
import { exampleOf, handInPicture, hazardAfter } from './hazard-bodies.ts';
import { apiSystem, asked, textOf, type Answered, type ApiSystem } from './system.ts';

/** To be closed out by 分管: rechecked by `per-yingji-1` and `per-yingji-1b`. */
const TO_CLOSING = ['Verify', 'Grade', 'Assign', 'Accept', 'SubmitRectification', 'Recheck'];
const TODAY = dayOf(instantOf(Date.now()));

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
});
afterAll(() => system.close());
beforeEach(async () => {
  await system.db.sql`update leaves set cancelled_at = now() where cancelled_at is null`;
});

function said(answered: Answered): unknown {
  return answered.status < 300 ? answered.status : answered.body['code'];
}
const closing = async (url: string, username: string): Promise<unknown> =>
  said(await (await system.as(username)).send(`${url}/commands/DecideCloseout`, exampleOf('DecideCloseout')));

describe('whoever rechecked a hazard', () => {
  it('does not close it from a second account, at another post', async () => {
    const { sql } = system.db;
    await sql`insert into tenures (post, person, valid_from) values ('p-yingji-2', 'per-yingji-1', '2026-01-01')`;
    await sql`
      insert into accounts (username, password_hash, person, post)
      select 'yingji-second', password_hash, person, 'p-yingji-2' from accounts where username = 'yingji-jb'`;
    const password = seededAccounts().find(({ username }) => username === 'yingji-jb')?.password ?? '';
    const payload = { username: 'yingji-second', password };
    const signed = await asked(system.app, { method: 'POST', url: '/v1/sessions', payload });
    expect(signed.body).toMatchObject({ username: 'yingji-second' });
    const url = await hazardAfter(system, TO_CLOSING);
    const answer = await asked(system.app, {
      method: 'POST',
      url: `${url}/commands/DecideCloseout`,
      headers: { authorization: `Bearer ${textOf(signed, 'token')}`, 'idempotency-key': randomUUID() },
      payload: exampleOf('DecideCloseout'),
    });
    expect(said(answer)).toBe('CloserIsRechecker');
    expect(await closing(url, 'yingji-fg')).toBe(200);
  });

  it('is not closed for by the deputy whom their leave names; another superior closes', async () => {
    const url = await hazardAfter(system, TO_CLOSING);
    const leave = { person: 'per-yingji-1b', from: TODAY, to: TODAY, deputyPost: 'p-yingji-2', reason: '年休假' };
    const registered = await (await system.as('yingji-zr')).send('/v1/registers/leaves', leave);
    expect(registered.status).toBe(201);
    expect(await closing(url, 'yingji-fg')).toBe('CloserIsRechecker');
    expect(await closing(url, 'yingji-zr')).toBe(200);
  });
});

describe('the township', () => {
  it('reads of its task with the order and says what it found; the enterprise cannot say it', async () => {
    const url = await hazardAfter(system, ['Verify', 'Grade', 'Assign']);
    const township = await system.as('chengguan-jb');
    const task = { regions: { urging: { running: 1, tasks: [{ nth: 1, visits: [] }] } } };
    expect((await township.get(url)).body).toMatchObject(task);
    const visit = exampleOf('RecordUrging');
    expect(said(await (await system.as('qiye01-fzr')).send(`${url}/commands/RecordUrging`, visit))).toBe('NotYours');
    expect(said(await township.send(`${url}/commands/RecordUrging`, visit))).toBe(200);
    const visited = { regions: { urging: { tasks: [{ visits: [{ by: 'per-chengguan-1', late: false }] }] } } };
    expect((await township.get(url)).body).toMatchObject(visited);
  });
});
