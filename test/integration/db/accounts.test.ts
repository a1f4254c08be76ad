import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionOf, signOut } from '../../../db/accounts/session.ts';
import type { Door } from '../../../db/accounts/door.ts';
import { signIn, type SignedIn } from '../../../db/accounts/sign-in.ts';
import { sha256 } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { secretsIn } from '../../../db/secrets.ts';
import { plusMs, type Instant } from '../../../workflows/kernel/instant.ts';
import { freshDatabase, seededAccounts } from '../../support/system.ts';

const AT = '2026-11-22T09:00:00.000+08:00' as Instant;
const MINUTES = 60_000;

describe('accounts', () => {
  let db: Db;
  let door: Door;
  beforeAll(async () => {
    db = connect(await freshDatabase());
    door = { db, secrets: await secretsIn(join(tmpdir(), `bihuan-${randomUUID()}`)), secondFactor: 'optional' };
  });
  afterAll(() => db.end());

  const passwordOf = (username: string) => seededAccounts().find((one) => one.username === username)?.password ?? '';

  const tried = (username: string, password: string, at: Instant = AT): Promise<SignedIn> =>
    signIn(door, { username, password, code: null, post: null, address: null, agent: null }, at);

  async function signedIn(username: string): Promise<string> {
    const answer = await tried(username, passwordOf(username));
    if (!('token' in answer)) throw new Error(answer.refused);
    return answer.token;
  }

  test('a right password opens a session as the post, and only the token’s hash is kept', async () => {
    const token = await signedIn('yingji-jb');
    expect(await sessionOf(db, token, AT)).toMatchObject({
      username: 'yingji-jb',
      actor: { person: 'per-yingji-1', post: 'p-yingji-1', unit: 'u-yingji', rank: 1, role: 'regulator' },
      method: 'password',
      restricted: null,
      scopes: null,
    });
    const rows = await db.sql<{ hash: string }[]>`select token_hash as hash from sessions where username = 'yingji-jb'`;
    expect(rows.map((row) => row.hash)).toEqual([sha256(token)]);
  });

  test('a session ends by signing out, with its account and with its post', async () => {
    const out = await signedIn('anweiban');
    await signOut(db, out);
    expect(await sessionOf(db, out, AT)).toBeNull();
    const token = await signedIn('anweiban');
    await db.sql`update tenures set valid_to = '2026-11-21' where post = 'p-anweiban-1'`;
    expect(await sessionOf(db, token, AT)).toBeNull();
    await db.sql`update tenures set valid_to = null where post = 'p-anweiban-1'`;
    expect(await sessionOf(db, token, AT)).not.toBeNull();
    await db.sql`update accounts set disabled = true where username = 'anweiban'`;
    expect(await sessionOf(db, token, AT)).toBeNull();
  });

  test('a session that lies idle for half an hour ends, one that is used goes on', async () => {
    const idle = await signedIn('jiaotong-jb');
    const busy = await signedIn('jiaotong-jb');
    expect(await sessionOf(db, busy, plusMs(AT, 20 * MINUTES))).not.toBeNull();
    expect(await sessionOf(db, idle, plusMs(AT, 30 * MINUTES))).toBeNull();
    expect(await sessionOf(db, busy, plusMs(AT, 49 * MINUTES))).not.toBeNull();
  });

  test('a session that is used all the time ends after twelve hours', async () => {
    const token = await signedIn('linye-jb');
    for (let minutes = 20; minutes < 12 * 60; minutes += 20)
      expect(await sessionOf(db, token, plusMs(AT, minutes * MINUTES))).not.toBeNull();
    expect(await sessionOf(db, token, plusMs(AT, 12 * 60 * MINUTES))).toBeNull();
  });

  test('being seen is written once a minute', async () => {
    const token = await signedIn('minzheng-jb');
    const seen = async (at: Instant) => {
      await sessionOf(db, token, at);
      const [row] = await db.sql<{ at: Instant }[]>`
        select last_seen_at as at from sessions where token_hash = ${sha256(token)}`;
      return row?.at;
    };
    expect(await seen(plusMs(AT, 59_000))).toBe(AT);
    expect(await seen(plusMs(AT, 60_000))).toBe(plusMs(AT, 60_000));
    expect(await seen(plusMs(AT, 61_000))).toBe(plusMs(AT, 60_000));
  });

  test('twelve wrong passwords at once get five tries, and one of them locks', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => tried('gongan-jb', 'wrong')));
    const refused = answers.map((answer) => ('refused' in answer ? answer.refused : 'in'));
    expect(refused.filter((word) => word === 'BadCredentials')).toHaveLength(5);
    expect(refused.filter((word) => word === 'Locked')).toHaveLength(7);
    expect(answers.filter((answer) => 'refused' in answer && answer.locked)).toHaveLength(1);
  });

  test('a locked account is closed to the right password for a quarter of an hour, which more tries do not prolong', async () => {
    for (let i = 0; i < 5; i += 1) await tried('shuili-jb', 'wrong');
    const locked = { refused: 'Locked', locked: false };
    expect(await tried('shuili-jb', passwordOf('shuili-jb'), plusMs(AT, MINUTES))).toEqual(locked);
    expect(await tried('shuili-jb', 'wrong', plusMs(AT, 14 * MINUTES))).toEqual(locked);
    expect(await tried('shuili-jb', passwordOf('shuili-jb'), plusMs(AT, 15 * MINUTES))).toMatchObject({
      session: { username: 'shuili-jb' },
    });
  });

  test('a success forgets the failures before it', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 4; i += 1) await tried('linye-jb', 'wrong');
      expect(await tried('linye-jb', passwordOf('linye-jb'))).toHaveProperty('token');
    }
  });

  test('an unknown name is refused as a wrong password is', async () => {
    expect(await tried('nobody', 'wrong')).toEqual({ refused: 'BadCredentials', locked: false });
  });
});
