import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { migrationSettings } from '../config/database-url.ts';
import { connect, type Db } from './client.ts';
import { grantAppRole } from './grants.ts';
import { foldFingerprint, refold } from './refold.ts';
import { takeRegisters } from './registers/take.ts';
import { ensureSecretKey } from './secret-key.ts';
import { publishShipped } from './shipped/publish.ts';
import { beginTrail } from './trail.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any number that nothing else in this database locks. */
const LOCK = 720_260_301;

/**
 * Brings the database to the present schema, gives the application its role, begins the trail, publishes what is shipped,
 * takes the registers down once, and folds all projections anew when the code that folds is not that of the last time;
 * `say` hears how far that is, in Chinese. Any number of processes may call it at once: one migrates, the others wait.
 * Throws what Postgres said when it cannot.
 */
export async function migrate(url: string, say: (sentence: string) => void = () => undefined): Promise<void> {
  const options = { max: 1, connect_timeout: 5, onnotice: () => undefined, connection: { role: 'none' } };
  const lock = postgres(url, options);
  const own = postgres(url, options);
  try {
    await lock`select pg_advisory_lock(${LOCK})`;
    await applyMigrations(drizzle(own), { migrationsFolder: FOLDER });
    await grantAppRole(own);
    await beginTrail({ sql: lock });
    await patiently(url, async (db) => {
      await publishShipped(db);
      await takeRegisters(db);
      await refold(db, foldFingerprint(), say);
    });
  } finally {
    await Promise.all([lock.end({ timeout: 5 }), own.end({ timeout: 5 })]);
  }
}

/** A batch of long lives, the search for rows without a ledger, or large registers may take longer than a request is given. */
async function patiently(url: string, work: (db: Db) => Promise<void>): Promise<void> {
  const db = connect(url, { max: 1, name: 'bihuan migrate', settings: { statement_timeout: '0' } });
  try {
    await work(db);
  } finally {
    await db.end();
  }
}

async function main(): Promise<void> {
  const { databaseUrl, secretKeyFile } = migrationSettings();
  await migrate(databaseUrl, (sentence) => void process.stdout.write(`${sentence}\n`));
  await patiently(databaseUrl, (db) => ensureSecretKey(db, secretKeyFile));
  process.stdout.write('the database is at the present schema\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    process.stderr.write(`migrate: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
