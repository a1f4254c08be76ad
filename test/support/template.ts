import { randomBytes } from 'node:crypto';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { seedCounty, type DemoAccount } from '../../db/seed/index.ts';

/** Every database that a test run makes is named so. */
const PREFIX = 'bihuan_test_';

/** Makes the migrated and seeded database that all others are cloned from, on the server of `serverUrl`. */
export async function makeTemplate(serverUrl: string): Promise<{ url: string; accounts: readonly DemoAccount[] }> {
  const name = `${PREFIX}${randomBytes(4).toString('hex')}`;
  await onServer(serverUrl, (sql) => sql.unsafe(`CREATE DATABASE ${name}`));
  const url = withDatabase(serverUrl, name);
  await migrate(url);
  const db = connect(url, { max: 1, name: 'seed' });
  try {
    return { url, accounts: await seedCounty(db) };
  } finally {
    await db.end();
  }
}

/** A new database with the template's content (about 20 ms); its URL. */
export async function cloneTemplate(templateUrl: string): Promise<string> {
  const template = databaseOf(templateUrl);
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  await onServer(withDatabase(templateUrl, 'postgres'), (sql) =>
    sql.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template}`),
  );
  return withDatabase(templateUrl, name);
}

/** Drops the template and everything cloned from it. */
export async function dropTemplateAndClones(templateUrl: string): Promise<void> {
  const template = databaseOf(templateUrl);
  await onServer(withDatabase(templateUrl, 'postgres'), async (sql) => {
    const rows = await sql<
      { datname: string }[]
    >`SELECT datname FROM pg_database WHERE starts_with(datname, ${template})`;
    for (const { datname } of rows) await sql.unsafe(`DROP DATABASE ${datname} WITH (FORCE)`);
  });
}

async function onServer(url: string, act: (sql: ReturnType<typeof connect>['sql']) => Promise<unknown>): Promise<void> {
  const db = connect(url, { max: 1, name: 'test set-up', settings: { role: 'none' } });
  try {
    await act(db.sql);
  } finally {
    await db.end();
  }
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
