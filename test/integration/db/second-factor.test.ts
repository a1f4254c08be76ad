import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resetPassword } from '../../../db/accounts/change.ts';
import type { Door } from '../../../db/accounts/door.ts';
import { switchPost } from '../../../db/accounts/own-sessions.ts';
import { confirm, enrol, giveUp, takeCode } from '../../../db/accounts/second-factor.ts';
import { changePassword } from '../../../db/accounts/set-password.ts';
import { beginSession, sessionOf } from '../../../db/accounts/session.ts';
import { signIn, type SignedIn } from '../../../db/accounts/sign-in.ts';
import { connect, type Db } from '../../../db/client.ts';
import { secretsIn } from '../../../db/secrets.ts';
import type { Actor } from '../../../workflows/kernel/command.ts';
import { msOf, plusMs, type Instant } from '../../../workflows/kernel/instant.ts';
import { freshDatabase, seededAccounts } from '../../support/system.ts';

const AT = '2026-11-22T09:00:10.000+08:00' as Instant;
const STEP = 30_000;

let db: Db;
let door: Door;
beforeAll(async () => {
  db = connect(await freshDatabase());
  door = { db, secrets: await secretsIn(join(tmpdir(), `bihuan-${randomUUID()}`)), secondFactor: 'optional' };
});
afterAll(() => db.end());

const passwordOf = (username: string) => seededAccounts().find((one) => one.username === username)?.password ?? '';

const tried = (
  username: string,
  code: string | null,
  at: Instant,
  password = passwordOf(username),
): Promise<SignedIn> => signIn(door, { username, password, code, post: null, address: null, agent: null }, at);

async function begun(username: string, code: string | null = null, at: Instant = AT) {
  const answer = await tried(username, code, at);
  if (!('token' in answer)) throw new Error(answer.refused);
  return answer;
}

/** Enrols an account by the code of `AT` and answers its codes of any moment and its recovery codes. */
async function enrolled(username: string) {
  const { session, token } = await begun(username);
  const pending = await enrol(door, session, passwordOf(username), AT);
  if ('refused' in pending) throw new Error(pending.refused);
  const codeAt = (at: Instant) =>
    new TOTP({ secret: Secret.fromBase32(pending.secret) }).generate({ timestamp: msOf(at) });
  const done = await confirm(door, session, codeAt(AT), AT);
  if ('refused' in done) throw new Error(done.refused);
  return { session, token, pending, codeAt, recoveryCodes: done.recoveryCodes };
}

describe('a second factor', () => {
  test('is sealed, stands once a code confirms it, and is asked for from then on', async () => {
    const { session } = await begun('jiaotong-jb');
    const pending = await enrol(door, session, passwordOf('jiaotong-jb'), AT);
    if ('refused' in pending) throw new Error(pending.refused);
    expect(pending.uri).toMatch(/^otpauth:\/\/totp\//);
    const [row] = await db.sql<{ sealed: string }[]>`
      select totp_secret as sealed from accounts where username = 'jiaotong-jb'`;
    expect(row?.sealed).not.toContain(pending.secret);
    const code = new TOTP({ secret: Secret.fromBase32(pending.secret) }).generate({ timestamp: msOf(AT) });
    expect(await takeCode(door, 'jiaotong-jb', code, AT)).toBe(false);
    expect(await tried('jiaotong-jb', null, AT)).toHaveProperty('token');
    expect(await confirm(door, session, code === '000000' ? '000001' : '000000', AT)).toEqual({ refused: 'WrongCode' });
    expect(await confirm(door, session, code, AT)).toHaveProperty('recoveryCodes');
    expect(await tried('jiaotong-jb', null, AT)).toEqual({ refused: 'CodeMissing', locked: false });
    expect(await confirm(door, session, code, AT)).toEqual({ refused: 'AlreadyEnrolled' });
    expect(await enrol(door, session, passwordOf('jiaotong-jb'), AT)).toEqual({
      refused: 'AlreadyEnrolled',
      locked: false,
    });
  });

  test('is enrolled only by whoever shows the password again', async () => {
    const { session } = await begun('minzheng-jb');
    expect(await enrol(door, session, 'wrong', AT)).toEqual({ refused: 'WrongPassword', locked: false });
    expect(await confirm(door, session, '000000', AT)).toEqual({ refused: 'NotEnrolled' });
  });

  test('ends the other sessions when it stands, and this one counts as begun with it', async () => {
    const { token: other } = await begun('linye-jb');
    const { token } = await enrolled('linye-jb');
    expect(await sessionOf(db, other, AT)).toBeNull();
    expect(await sessionOf(db, token, AT)).toMatchObject({ method: 'totp' });
  });

  test('takes a code of the step before or after, none further away', async () => {
    const { codeAt } = await enrolled('gongan-jb');
    const later = plusMs(AT, 10 * STEP);
    expect(await takeCode(door, 'gongan-jb', codeAt(plusMs(later, -2 * STEP)), later)).toBe(false);
    expect(await takeCode(door, 'gongan-jb', codeAt(plusMs(later, 2 * STEP)), later)).toBe(false);
    expect(await takeCode(door, 'gongan-jb', codeAt(plusMs(later, -STEP)), later)).toBe(true);
    expect(await takeCode(door, 'gongan-jb', codeAt(plusMs(later, STEP)), later)).toBe(true);
  });

  test('takes no code twice, none older than the last, and not the one that confirmed it', async () => {
    const { codeAt } = await enrolled('shuili-jb');
    expect(await takeCode(door, 'shuili-jb', codeAt(AT), AT)).toBe(false);
    const later = plusMs(AT, 10 * STEP);
    expect(await takeCode(door, 'shuili-jb', codeAt(later), later)).toBe(true);
    expect(await takeCode(door, 'shuili-jb', codeAt(later), later)).toBe(false);
    expect(await takeCode(door, 'shuili-jb', codeAt(plusMs(later, -STEP)), later)).toBe(false);
  });

  test('of ten uses of one code at the same moment one counts', async () => {
    const { codeAt } = await enrolled('wenlv-jb');
    const later = plusMs(AT, 10 * STEP);
    const code = codeAt(later);
    const taken = await Promise.all(Array.from({ length: 10 }, () => takeCode(door, 'wenlv-jb', code, later)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('of ten uses of one recovery code at the same moment one counts; only its hash is kept', async () => {
    const { recoveryCodes } = await enrolled('yingji-jb');
    expect(new Set(recoveryCodes).size).toBe(10);
    // 24 letters of five bits: what has 112 or more may be kept under a plain hash.
    for (const code of recoveryCodes) expect(code).toMatch(/^(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
    const [first = '', second = ''] = recoveryCodes;
    const [row] = await db.sql<{ kept: string[] }[]>`
      select recovery_codes as kept from accounts where username = 'yingji-jb'`;
    expect(row?.kept.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    const taken = await Promise.all(Array.from({ length: 10 }, () => takeCode(door, 'yingji-jb', first, AT)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await takeCode(door, 'yingji-jb', second.toLowerCase().replaceAll('-', ' '), AT)).toBe(true);
    expect(await tried('yingji-jb', recoveryCodes[2] ?? '', AT)).toMatchObject({ session: { method: 'totp' } });
  });

  test('is owed by everyone where the county says so, and then a platform that asked for one stands in for ours', async () => {
    const all: Door = { ...door, secondFactor: 'everyone' };
    const asked = { password: passwordOf('minzheng-jb'), code: null, post: null, address: null, agent: null };
    const signed = await signIn(all, { username: 'minzheng-jb', ...asked }, AT);
    if (!('token' in signed)) throw new Error(signed.refused);
    const { session } = signed;
    expect(session).toMatchObject({ method: 'password', restricted: 'totp' });
    expect(await switchPost(all, session, session.actor.post, AT)).toBe('FactorMissing');
    const from = { address: null, agent: null, at: AT };
    const beginning = { username: 'minzheng-jb', post: null, method: 'oidc', restricted: null, ...from } as const;
    const platform = await beginSession(db, beginning);
    if (platform === null) throw new Error('no session');
    expect(await switchPost(all, platform.session, session.actor.post, AT)).toBe('Switched');
  });

  test('counts a wrong code as a wrong password, and a password without code as neither', async () => {
    const { codeAt, recoveryCodes } = await enrolled('chengguan-jb');
    for (let i = 0; i < 8; i += 1)
      expect(await tried('chengguan-jb', null, AT)).toEqual({ refused: 'CodeMissing', locked: false });
    const later = plusMs(AT, 10 * STEP);
    const wrong = codeAt(later) === '000000' ? '000001' : '000000';
    for (let i = 0; i < 4; i += 1)
      expect(await tried('chengguan-jb', wrong, later)).toEqual({ refused: 'BadCode', locked: false });
    expect(await tried('chengguan-jb', null, later)).toEqual({ refused: 'CodeMissing', locked: false });
    expect(await tried('chengguan-jb', wrong, later)).toEqual({ refused: 'BadCode', locked: true });
    expect(await tried('chengguan-jb', codeAt(later), later)).toEqual({ refused: 'Locked', locked: false });
    expect(await tried('chengguan-jb', null, later)).toEqual({ refused: 'Locked', locked: false });
    expect(await tried('chengguan-jb', recoveryCodes[0] ?? '', later)).toEqual({ refused: 'Locked', locked: false });
  });

  test('is not guessed anew each time that the password alone is shown', async () => {
    const { session, codeAt } = await enrolled('chengguan-fg');
    const later = plusMs(AT, 10 * STEP);
    const wrong = codeAt(later) === '000000' ? '000001' : '000000';
    for (let i = 0; i < 4; i += 1) await tried('chengguan-fg', wrong, later);
    const current = passwordOf('chengguan-fg');
    expect(await enrol(door, session, current, later)).toMatchObject({ refused: 'AlreadyEnrolled' });
    expect(await changePassword(door, session, { current, next: 'short' }, later)).toMatchObject({ refused: 'Unfit' });
    expect(await tried('chengguan-fg', wrong, later)).toEqual({ refused: 'BadCode', locked: true });
  });

  test('stands when an administrator gives a new password', async () => {
    const { codeAt } = await enrolled('minzheng-jb');
    const later = plusMs(AT, 2 * STEP);
    const actor = { person: 'per-admin', post: 'p-admin', unit: 'u-xinxi', rank: 0, role: 'admin' } as Actor;
    const reset = await resetPassword(db, 'minzheng-jb', { actor, at: later });
    if (typeof reset === 'string') throw new Error(reset);
    expect(await tried('minzheng-jb', null, later, reset.password)).toEqual({ refused: 'CodeMissing', locked: false });
    expect(await tried('minzheng-jb', codeAt(later), later, reset.password)).toMatchObject({
      session: { method: 'totp', restricted: 'password' },
    });
  });

  test('is given up by password and code together, and the other sessions end', async () => {
    const { session, codeAt, recoveryCodes } = await enrolled('zhujian-jb');
    const later = plusMs(AT, 2 * STEP);
    const password = passwordOf('zhujian-jb');
    const other = await begun('zhujian-jb', recoveryCodes[1] ?? '');
    const wrong = codeAt(later) === '000000' ? '000001' : '000000';
    expect(await giveUp(door, session, { password: 'wrong', code: codeAt(later) }, later)).toMatchObject({
      refused: 'WrongPassword',
    });
    expect(await giveUp(door, session, { password, code: wrong }, later)).toMatchObject({ refused: 'WrongCode' });
    expect(await giveUp(door, session, { password, code: codeAt(later) }, later)).toBeNull();
    expect(await sessionOf(db, other.token, later)).toBeNull();
    expect(await tried('zhujian-jb', null, later)).toMatchObject({ session: { method: 'password' } });
    expect(await takeCode(door, 'zhujian-jb', recoveryCodes[0] ?? '', later)).toBe(false);
    expect(await giveUp(door, session, { password, code: '000000' }, later)).toMatchObject({ refused: 'NotEnrolled' });
  });

  test('that is given up where it is owed leaves nothing allowed, also to a session by a platform', async () => {
    const { codeAt } = await enrolled('minzheng-fg');
    const later = plusMs(AT, 2 * STEP);
    const from = { address: null, agent: null, at: later };
    const beginning = { username: 'minzheng-fg', post: null, method: 'oidc', restricted: null, ...from } as const;
    const platform = await beginSession(db, beginning);
    if (platform === null) throw new Error('no session');
    const all: Door = { ...door, secondFactor: 'everyone' };
    const both = { password: passwordOf('minzheng-fg'), code: codeAt(later) };
    expect(await giveUp(all, platform.session, both, later)).toBeNull();
    expect(await sessionOf(db, platform.token, later)).toMatchObject({ method: 'oidc', restricted: 'totp' });
  });
});
