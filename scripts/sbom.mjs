import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runMain, SetupFailure } from './parts/failure.mjs';
import { npmCommand } from './parts/npm.mjs';
import { ROOT } from './parts/place.mjs';

// The bill of materials (CycloneDX) of what runs in production, from the lock file alone: npm run sbom [-- --out <file>]
await runMain(() => {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  const [program, ...first] = npmCommand();
  const args = [
    ...first,
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-type',
    'application',
    '--package-lock-only',
    '--omit=dev',
  ];
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new SetupFailure(`npm sbom 没有成功：\n${stderr}`);
  if (values.out === undefined) process.stdout.write(stdout);
  else writeFileSync(values.out, stdout);
  return Promise.resolve(0);
});
