import { Reading, type Source } from './reading.ts';

/** Where the database is: `DATABASE_URL`, or what stands in the file that `DATABASE_URL_FILE` names. */
export function databaseUrlOf(read: Reading): string {
  const url = read.url('DATABASE_URL', ['postgres:', 'postgresql:'], read.secret('DATABASE_URL'));
  return url ?? read.missing('DATABASE_URL', '数据库地址，例如 postgres://user:password@127.0.0.1:5432/bihuan');
}

/** The same for a command that reads nothing else. Throws `EnvironmentError`. */
export function databaseUrl(source: Source = process.env): string {
  const read = new Reading(source);
  const url = databaseUrlOf(read);
  read.finish();
  return url;
}
