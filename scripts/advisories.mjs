import { spawnSync } from 'node:child_process';
import { advisoriesIn } from './parts/advisories.mjs';
import { runMain } from './parts/failure.mjs';
import { npmCommand } from './parts/npm.mjs';
import { ROOT } from './parts/place.mjs';

// Asks the registry for known faults of what runs in production; high and critical ones are exit 1: npm run advisories
await runMain(() => {
  const [program, ...first] = npmCommand();
  const args = [...first, 'audit', '--omit=dev', '--json', '--fetch-retries=1'];
  const { stdout } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 });
  const { ok, line } = advisoriesIn(stdout);
  console.log(line);
  return Promise.resolve(ok ? 0 : 1);
});
