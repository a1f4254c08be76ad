import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder, onEmbedded } from './parts/embedded.mjs';
import { runEntry } from './parts/entry.mjs';
import { runMain } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';

const ENTRY = 'db/backup/main.ts';

// Restores a backup into the database that --into or DATABASE_URL names, else into an embedded one in DATA_DIR.
await runMain(async () => {
  const args = process.argv.slice(2);
  await ensureInstalled(console.error);
  const isGiven = (process.env.DATABASE_URL ?? '').trim() !== '' || args.some((arg) => arg.startsWith('--into'));
  // Without a file no database is made: the entry says what is wrong.
  if (isGiven || !hasFile(args)) return runEntry(ENTRY, ['restore', ...args]);
  // A file that is damaged leaves no empty database behind, in which a later `npm start` would begin anew.
  const checked = await runEntry(ENTRY, ['backup', '--check', ...args]);
  if (checked !== 0) return checked;
  return onEmbedded(dataFolder(), (env) => runEntry(ENTRY, ['restore', ...args], { env }));
});

/** @param {string[]} args */
function hasFile(args) {
  try {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    const [file = '', ...more] = positionals;
    return file !== '' && more.length === 0 && existsSync(resolve(process.env.INIT_CWD ?? process.cwd(), file));
  } catch {
    return false;
  }
}
