import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder, onEmbedded } from './parts/embedded.mjs';
import { runEntry } from './parts/entry.mjs';
import { runMain, SetupFailure } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { livePid } from './parts/process.mjs';

const ENTRY = 'db/backup/main.ts';

// Backs up what DATABASE_URL names, else what npm start runs in DATA_DIR, else the embedded database that lies there.
await runMain(async () => {
  const args = ['backup', ...process.argv.slice(2)];
  await ensureInstalled(console.error);
  const dataDir = dataFolder();
  const isGiven = (process.env.DATABASE_URL ?? '').trim() !== '';
  // What is not understood needs no database: the entry says what is wrong.
  if (isGiven || !isMaking(process.argv.slice(2))) return runEntry(ENTRY, args);
  const run = join(dataDir, 'run.json');
  if (livePid(join(dataDir, 'launcher.pid.json')) !== null && existsSync(run)) {
    const { DATABASE_URL } = JSON.parse(readFileSync(run, 'utf8'));
    return runEntry(ENTRY, args, { env: { ...process.env, DATABASE_URL } });
  }
  if (!existsSync(join(dataDir, 'postgres')))
    throw new SetupFailure(`没有可备份的系统：${dataDir} 中没有内置数据库，也没有设置 DATABASE_URL。`);
  // A Temporal that a killed launcher left running still writes its file.
  const isStopped = livePid(join(dataDir, 'temporal.pid.json')) === null;
  return onEmbedded(dataDir, (env) => runEntry(ENTRY, isStopped ? [...args, '--stopped'] : args, { env }));
});

/** @param {string[]} args */
function isMaking(args) {
  try {
    parseArgs({ args, options: { out: { type: 'string' } } });
    return true;
  } catch {
    return false;
  }
}
