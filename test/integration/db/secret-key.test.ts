import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { ensureSecretKey } from '../../../db/secret-key.ts';
import { freshDatabase } from '../../support/system.ts';

const file = join(tmpdir(), `bihuan-key-${randomUUID()}`);
let db: Db;

beforeAll(async () => {
  db = connect(await freshDatabase(), { name: 'secret key test' });
});
afterAll(() => db.end());

describe('the file of keys', () => {
  it('is made while nothing is sealed, and left as it is from then on', async () => {
    await ensureSecretKey(db, file);
    expect(existsSync(file)).toBe(true);
  });

  it.each([
    ['a tip', (one: Db) => one.sql`insert into tip_identities (tip_id, sealed, at) values ('tid-1', 'x', now())`],
    ['a second factor', (one: Db) => one.sql`update accounts set totp_secret = 'x' where username = 'shenji'`],
    ['an identity card', (one: Db) => one.sql`update people set identity = 'x' where id = 'per-admin'`],
  ])('is never made anew once there is %s that only the old one opens', async (_what, seal) => {
    const other = connect(await freshDatabase(), { name: 'secret key test' });
    try {
      await rm(file, { force: true });
      await seal(other);
      await expect(ensureSecretKey(other, file)).rejects.toThrow('SECRET_KEY_FILE');
      expect(existsSync(file)).toBe(false);
    } finally {
      await other.end();
    }
  });
});
