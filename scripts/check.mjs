import { join } from 'node:path';
import { boundariesHold, plantedAreSeen } from './parts/boundaries.mjs';
import { ensureClientTypes } from './parts/console.mjs';
import { runMain } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { licencesHold } from './parts/licences.mjs';
import { runNode } from './parts/node.mjs';
import { ROOT } from './parts/place.mjs';

/** @typedef {{ title: string, run: () => Promise<import('./parts/node.mjs').Verdict> }} Check */

const SIDE_BY_SIDE = 2;

/** The slowest first, so that the last one to end ends early. @type {readonly Check[]} */
const CHECKS = [
  { title: 'lint', run: () => tool('eslint', 'bin/eslint.js', ['.']) },
  { title: 'types', run: () => tool('typescript', 'bin/tsc', ['-p', '.']) },
  { title: 'types of the console', run: () => tool('typescript', 'bin/tsc', ['-p', 'web']) },
  { title: 'unused code', run: () => tool('knip', 'bin/knip.js', ['--no-progress']) },
  { title: 'boundaries', run: boundariesHold },
  { title: 'boundaries are seen', run: plantedAreSeen },
  { title: 'format', run: () => tool('prettier', 'bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']) },
  { title: 'licences', run: licencesHold },
  { title: 'documents', run: () => runNode(['--import', 'tsx', 'test/house/docs/check.ts'], ROOT) },
];

await runMain(async () => {
  await ensureInstalled(console.error);
  await ensureClientTypes();
  const waiting = [...CHECKS];
  let failures = 0;
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const started = performance.now();
      const { ok, said } = await check.run();
      if (!ok) failures += 1;
      console.log(`${ok ? '✓' : '✗'} ${check.title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
      if (!ok) console.log(said.trimEnd());
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return failures === 0 ? 0 : 1;
});

/**
 * @param {string} name
 * @param {string} bin
 * @param {readonly string[]} args
 */
function tool(name, bin, args) {
  return runNode([join(ROOT, 'node_modules', name, bin), ...args], ROOT);
}
