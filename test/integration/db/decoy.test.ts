import { afterAll, beforeAll, expect, it } from 'vitest';
import { attempt } from '../../../db/accounts/attempts.ts';
import { decoyFor } from '../../../db/accounts/decoy.ts';
import { connect, type Db } from '../../../db/client.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import { freshDatabase, seededAccounts } from '../../support/system.ts';

let db: Db;
beforeAll(async () => {
  db = connect(await freshDatabase(), { max: 2, settings: { role: 'none' } });
});
afterAll(() => db.end());

const costOf = (hash: string): string => hash.split('$').slice(0, 3).join('$');

it('a name that is no account costs what an account does, the same each time, and is wrong with that one’s password', async () => {
  const decoys = await Promise.all(['nobody', 'nobody', 'someone'].map((name) => decoyFor(db, name)));
  expect(decoys[1]).toBe(decoys[0]);
  expect(decoys.map(costOf)).toEqual(Array(3).fill('$scrypt$ln=10,r=8,p=1'));
  const [owner] = await db.sql<{ username: string }[]>`
    select username from accounts where password_hash = ${decoys[0] ?? ''}`;
  const password = seededAccounts().find(({ username }) => username === owner?.username)?.password ?? '';
  expect(password).not.toBe('');
  const tried = await attempt(db, 'nobody', password, '2026-11-22T09:00:00.000+08:00' as Instant);
  expect(tried).toEqual({ is: 'wrong', locks: false, owing: null });
});

it('costs what people choose where nobody has a password', async () => {
  await db.sql`update accounts set password_hash = null`;
  expect(costOf(await decoyFor(db, 'nobody'))).toBe('$scrypt$ln=16,r=8,p=2');
});
