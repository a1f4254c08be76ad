import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Db } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { startPostgres } from '../scripts/parts/postgres.mjs';

/** Works on a PostgreSQL of its own in a temporary folder, set as the system's own; nothing of it is left, whatever happens. */
export async function onOwnDatabase<Result>(
  name: string,
  work: (db: Db, url: string) => Promise<Result>,
): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), `bihuan-${name}-`));
  const log = (sentence: string): void => {
    process.stderr.write(`${sentence}\n`);
  };
  const postgres = await startPostgres({ dataDir, log, durable: false });
  try {
    await migrate(postgres.url);
    const db = connect(postgres.url, { name: `bench ${name}` });
    return await work(db, postgres.url).finally(() => db.end());
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
