import { databaseUrl } from '../../config/database-url.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { connect } from '../client.ts';
import { makeFirst, SEATS, type First, type Named } from './first.ts';
import { USERNAME } from './make.ts';
import { rescueAccount } from './rescue.ts';

const USAGE = `用法：DATABASE_URL=… npm run accounts -- first ${SEATS.map(({ title }) => `<${title}姓名>:<用户名>`).join(' ')}
  三员须是三个人；用户名为 3 至 32 个小写字母、数字或 . _ -，以字母开头。只能用于还没有任何单位和账号的数据库。
或：DATABASE_URL=… npm run accounts -- rescue <用户名>
  安全、审计管理员都不能登录时，给其中一人一次性密码，并撤下其动态口令；记入审计日志。`;

/** Whatever the command says no with, in one Chinese sentence. */
class Refusal extends Error {}

/**
 * `npm run accounts -- first …`: makes the three administrators of an empty county; `… rescue <username>`: lets a security
 * administrator or auditor in again. Passwords are printed once.
 */
async function main([command, ...args]: readonly string[]): Promise<void> {
  const [username] = args;
  if (command === 'rescue' && username !== undefined && args.length === 1) {
    await rescue(username);
    return;
  }
  const people = args.flatMap((arg) => named(arg) ?? []);
  const [admin, security, auditor] = people;
  const areThree = args.length === 3 && new Set(people.map(({ username }) => username)).size === 3;
  if (command !== 'first' || !areThree || admin === undefined || security === undefined || auditor === undefined)
    throw new Refusal(USAGE);
  const db = connect(databaseUrl(), { name: 'bihuan accounts', max: 1 });
  try {
    const made = await makeFirst(db, [admin, security, auditor], instantOf(Date.now()));
    if (made === null)
      throw new Refusal('数据库中已有单位或账号，什么也没有做。账号由系统管理员开立（POST /v1/accounts）。');
    process.stdout.write(`${linesOf(made).join('\n')}\n`);
  } finally {
    await db.end();
  }
}

async function rescue(username: string): Promise<void> {
  const db = connect(databaseUrl(), { name: 'bihuan accounts', max: 1 });
  try {
    const password = await rescueAccount(db, username, instantOf(Date.now()));
    if (password === null) throw new Refusal('这不是在任安全管理员或审计管理员的可用账号，什么也没有做。');
    process.stdout.write(`${username}\t${password}\n以上为一次性密码，只显示这一次，三天内有效：请当面交给本人。\n`);
  } finally {
    await db.end();
  }
}

function named(text: string): Named | null {
  const [name = '', username = '', ...more] = text.split(/[:：]/);
  return name.trim() !== '' && USERNAME.test(username) && more.length === 0 ? { name: name.trim(), username } : null;
}

function linesOf(made: readonly First[]): readonly string[] {
  return [
    ...made.map(({ title, name, username, password }) => `${title}\t${name}\t${username}\t${password}`),
    '以上为一次性密码，只显示这一次，三天内有效：请分别当面交给本人，首次登录须修改密码并绑定动态口令。',
  ];
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof Refusal ? `${why}\n` : `未能开立账号：${why}\n`);
  process.exitCode = 1;
}
