import { join } from 'node:path';
import { Reading, type Source } from './reading.ts';

/** Where the database is: `DATABASE_URL`, or what stands in the file that `DATABASE_URL_FILE` names. */
export function databaseUrlOf(read: Reading): string {
  const url = read.url('DATABASE_URL', ['postgres:', 'postgresql:'], read.secret('DATABASE_URL'));
  return url ?? read.missing('DATABASE_URL', '数据库地址，例如 postgres://user:password@127.0.0.1:5432/bihuan');
}

/** Where the keys lie that seal what the database may not know. */
export function secretKeyFileOf(read: Reading): string {
  return read.text('SECRET_KEY_FILE', join(read.text('DATA_DIR', '.data'), 'secret.key'));
}

/** What migrating reads. Throws `EnvironmentError`. */
export function migrationSettings(source: Source = process.env) {
  const read = new Reading(source);
  const settings = { databaseUrl: databaseUrlOf(read), secretKeyFile: secretKeyFileOf(read) };
  read.finish();
  return settings;
}

/** The same for a command that reads nothing else. Throws `EnvironmentError`. */
export function databaseUrl(source: Source = process.env): string {
  const read = new Reading(source);
  const url = databaseUrlOf(read);
  read.finish();
  return url;
}
