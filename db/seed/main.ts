import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from '../../config/environment.ts';
import { EnvironmentError } from '../../config/reading.ts';
import { connect, type Db } from '../client.ts';
import { migrate } from '../migrate.ts';
import { ensureSecretKey } from '../secret-key.ts';
import { seedCounty } from './index.ts';

/**
 * Prepares the launcher's database: the schema, and once the demonstration county with its accounts, whose passwords
 * are written to `DATA_DIR/demo-accounts.json`. What is wrong is said on stderr, exit 1.
 */
async function main(): Promise<void> {
  const { databaseUrl, dataDir, secretKeyFile } = environment();
  await migrate(databaseUrl, (sentence) => void process.stdout.write(`${sentence}\n`));
  const file = join(dataDir, 'demo-accounts.json');
  const db = connect(databaseUrl, { name: 'bihuan seed', max: 1 });
  try {
    await ensureSecretKey(db, secretKeyFile);
    // Written last: a start that was killed before it seeds again, which only draws new passwords.
    if (existsSync(file)) return;
    if (await hasAccountsOfItsOwn(db)) throw new Error('其中已有正式开立的账号，不能再放入演示县。');
    const accounts = await seedCounty(db);
    writeFileSync(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } finally {
    await db.end();
  }
}

/** Whether anybody was given an account by an administrator: such a county is no demonstration. */
async function hasAccountsOfItsOwn({ sql }: Db): Promise<boolean> {
  return (await sql`select 1 from accounts where created_by is not null limit 1`).length > 0;
}

try {
  await main();
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof EnvironmentError ? `${why}\n` : `数据库未能准备好：${why}\n`);
  process.exitCode = 1;
}
