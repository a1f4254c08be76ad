import { dataFolder, onEmbedded } from './parts/embedded.mjs';
import { runEntry } from './parts/entry.mjs';
import { runMain } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';

const ENTRY = 'db/backup/main.ts';

// Restores a backup into the database that --into or DATABASE_URL names, else into an embedded one in DATA_DIR.
await runMain(async () => {
  const args = ['restore', ...process.argv.slice(2)];
  await ensureInstalled(console.error);
  const isGiven = (process.env.DATABASE_URL ?? '').trim() !== '' || args.some((arg) => arg.startsWith('--into'));
  // Without a file nothing is started: the entry says how it is called.
  if (isGiven || args.length === 1) return runEntry(ENTRY, args);
  return onEmbedded(dataFolder(), (env) => runEntry(ENTRY, args, { env }));
});
