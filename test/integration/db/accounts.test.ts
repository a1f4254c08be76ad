import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionOf, signIn, signOut } from '../../../db/accounts.ts';
import { sha256 } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { plusMs, type Instant } from '../../../workflows/kernel/instant.ts';
import { freshDatabase, seededAccounts } from '../../support/system.ts';

const AT = '2026-11-22T09:00:00.000+08:00' as Instant;
const MINUTES = 60_000;

describe('accounts', () => {
  let db: Db;
  beforeAll(async () => {
    db = connect(await freshDatabase());
  });
  afterAll(() => db.end());

  const passwordOf = (username: string) => seededAccounts().find((one) => one.username === username)?.password ?? '';

  async function signedIn(username: string): Promise<string> {
    const answer = await signIn(db, username, passwordOf(username), AT);
    if (!('token' in answer)) throw new Error(answer.refused);
    return answer.token;
  }

  test('a right password opens a session as the post, and only the token’s hash is kept', async () => {
    const token = await signedIn('yingji-jb');
    expect(await sessionOf(db, token, AT)).toMatchObject({
      username: 'yingji-jb',
      actor: { person: 'per-yingji-1', post: 'p-yingji-1', unit: 'u-yingji', rank: 1, role: 'regulator' },
    });
    const rows = await db.sql<{ hash: string }[]>`select token_hash as hash from sessions where username = 'yingji-jb'`;
    expect(rows.map((row) => row.hash)).toEqual([sha256(token)]);
  });

  test('a session ends by signing out, by time, with its account and with its post', async () => {
    const out = await signedIn('anweiban');
    await signOut(db, out);
    expect(await sessionOf(db, out, AT)).toBeNull();
    const token = await signedIn('anweiban');
    expect(await sessionOf(db, token, plusMs(AT, 11 * 60 * MINUTES))).not.toBeNull();
    expect(await sessionOf(db, token, plusMs(AT, 12 * 60 * MINUTES))).toBeNull();
    await db.sql`update tenures set valid_to = '2026-11-21' where post = 'p-anweiban-1'`;
    expect(await sessionOf(db, token, AT)).toBeNull();
    await db.sql`update tenures set valid_to = null where post = 'p-anweiban-1'`;
    expect(await sessionOf(db, token, AT)).not.toBeNull();
    await db.sql`update accounts set disabled = true where username = 'anweiban'`;
    expect(await sessionOf(db, token, AT)).toBeNull();
  });

  test('twelve wrong passwords at once get five tries and seven locks', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(db, 'gongan-jb', 'wrong', AT)));
    const refused = answers.map((answer) => ('refused' in answer ? answer.refused : 'in'));
    expect(refused.filter((word) => word === 'BadCredentials')).toHaveLength(5);
    expect(refused.filter((word) => word === 'Locked')).toHaveLength(7);
  });

  test('a locked account is closed to the right password for a quarter of an hour, which more tries do not prolong', async () => {
    for (let i = 0; i < 5; i += 1) await signIn(db, 'shuili-jb', 'wrong', AT);
    const until = plusMs(AT, 15 * MINUTES);
    expect(await signIn(db, 'shuili-jb', passwordOf('shuili-jb'), plusMs(AT, MINUTES))).toEqual({
      refused: 'Locked',
      until,
    });
    expect(await signIn(db, 'shuili-jb', 'wrong', plusMs(AT, 14 * MINUTES))).toEqual({ refused: 'Locked', until });
    expect(await signIn(db, 'shuili-jb', passwordOf('shuili-jb'), until)).toMatchObject({
      session: { username: 'shuili-jb' },
    });
  });

  test('a success forgets the failures before it', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 4; i += 1) await signIn(db, 'linye-jb', 'wrong', AT);
      expect(await signIn(db, 'linye-jb', passwordOf('linye-jb'), AT)).toHaveProperty('token');
    }
  });

  test('an unknown name is refused as a wrong password is', async () => {
    expect(await signIn(db, 'nobody', 'wrong', AT)).toEqual({ refused: 'BadCredentials', until: null });
  });
});
