import { existsSync } from 'node:fs';
import type { Db } from './client.ts';
import { secretsIn, type Secrets } from './secrets.ts';

/**
 * Makes the file of keys where there is none and nothing in the database was sealed yet: called while migrating, by one
 * process at a time. Throws, in Chinese, where something was: a new key in its place would open none of it.
 */
export async function ensureSecretKey({ sql }: Pick<Db, 'sql'>, file: string): Promise<void> {
  if (existsSync(file)) return;
  const sealed = await sql`
    select 1 from tip_identities union all select 1 from notice_channels
    union all select 1 from accounts where totp_secret is not null
    union all select 1 from people where identity is not null limit 1`;
  if (sealed.length > 0)
    throw new Error(`数据库中已有加密内容，却没有密钥文件 ${file}（SECRET_KEY_FILE）：请先恢复原来的密钥文件。`);
  await secretsIn(file);
}

/** The secrets of a process; without the file of keys that is said on stderr, exit 1. */
export async function secretsOrExit(file: string): Promise<Secrets> {
  if (existsSync(file)) return await secretsIn(file);
  process.stderr.write(
    `没有密钥文件 ${file}（SECRET_KEY_FILE）：首次启动前由 npm run migrate 生成；已用过的，请恢复原来的文件。\n`,
  );
  return process.exit(1);
}
