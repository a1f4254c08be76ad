import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiDatabase } from '../../../api/database.ts';
import { connect, type Db } from '../../../db/client.ts';
import { freshDatabase } from '../../support/system.ts';
import { apiSystem, type ApiSystem } from '../api/system.ts';

let system: ApiSystem;
let other: Db;
let url: string;

beforeAll(async () => {
  system = await apiSystem({
    temporalAddress: '127.0.0.1:9',
    reach: (given) => {
      url = given;
      return Promise.resolve(given);
    },
  });
  other = connect(url, { name: 'somebody else', max: 2, settings: { role: 'none' } });
});
afterAll(async () => {
  await system.close();
  await other.end();
});

/** Does something while somebody else holds a table and lets nobody read it. */
async function whileHeld(table: string, work: () => Promise<void>): Promise<void> {
  await other.sql.begin(async (sql) => {
    await sql`set local idle_in_transaction_session_timeout = 0`;
    await sql`lock table ${sql(table)} in access exclusive mode`;
    await work();
  });
}

describe('a statement that is too slow', () => {
  it('is ended: who asked hears 503 and when to come again, and its connection is free', async () => {
    const office = await system.as('anweiban');
    await whileHeld('matters', async () => {
      const answered = await office.get('/v1/hazards');
      expect(answered.status).toBe(503);
      expect(Number(answered.headers['retry-after'])).toBeGreaterThan(0);
      await vi.waitFor(async () => {
        const running = await other.sql`
          select 1 from pg_stat_activity
          where application_name = 'bihuan api' and state <> 'idle' and datname = current_database()`;
        expect(running).toHaveLength(0);
      }, 10_000);
      expect((await office.get('/v1/account/sessions')).status).toBe(200);
    });
    expect((await office.get('/v1/hazards')).status).toBe(200);
  });

  it('more than there are connections: everybody hears 503, and afterwards all is well', async () => {
    const office = await system.as('anweiban');
    await whileHeld('matters', async () => {
      const all = await Promise.all(Array.from({ length: 60 }, () => office.get('/v1/hazards')));
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set([503]));
      for (const { headers } of all) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    });
    await vi.waitFor(async () => {
      expect((await office.get('/v1/hazards')).status).toBe(200);
    }, 20_000);
  });
});

describe('what every connection is set to', () => {
  const settings = async ({ sql, orm }: Db) => {
    const ask = `select name, setting::int as ms from pg_settings where name in
      ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`;
    const both = [await sql.unsafe(ask), await orm.execute(ask)] as unknown as { name: string; ms: number }[][];
    return both.map((rows) => Object.fromEntries(rows.map(({ name, ms }) => [name, ms])));
  };

  it('ends statements, waits and forgotten transactions, of the API before its callers are answered', async () => {
    const api = apiDatabase(await freshDatabase());
    const background = connect(await freshDatabase());
    try {
      for (const set of await settings(api))
        expect(set).toEqual({
          statement_timeout: 4_500,
          lock_timeout: 4_000,
          idle_in_transaction_session_timeout: 10_000,
        });
      for (const set of await settings(background))
        expect(set).toEqual({
          statement_timeout: 10_000,
          lock_timeout: 5_000,
          idle_in_transaction_session_timeout: 15_000,
        });
    } finally {
      await Promise.all([api.end(), background.end()]);
    }
  });
});
