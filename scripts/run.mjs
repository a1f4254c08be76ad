import { runEntry } from './parts/entry.mjs';
import { runMain, SetupFailure } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';

// Runs a TypeScript entry with what it needs installed: node scripts/run.mjs <entry> [argument …]
await runMain(async () => {
  const [entry, ...args] = process.argv.slice(2);
  if (entry === undefined) throw new SetupFailure('用法：node scripts/run.mjs <入口文件> [参数……]');
  await ensureInstalled(console.error);
  return runEntry(entry, args);
});
