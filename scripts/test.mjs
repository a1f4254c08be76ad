import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureConsole } from './parts/console.mjs';
import { runMain } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { ROOT } from './parts/place.mjs';

/** @typedef {{ status: string, name: string, assertionResults: { status: string, fullName: string }[] }} FileResult */

// Every tier, or what the arguments pick (as vitest takes them). The last line alone: `N passed, N failed[, N skipped]`.
await runMain(async () => {
  await ensureInstalled(console.error);
  await ensureConsole(console.error);
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-results-'));
  try {
    const file = join(folder, 'results.json');
    const code = await runVitest(file);
    const { passed, failed, skipped } = count(file);
    // An error outside any test fails the run without a failed test of its own.
    const all = failed === 0 && code !== 0 ? 1 : failed;
    console.log(
      `${String(passed)} passed, ${String(all)} failed${skipped === 0 ? '' : `, ${String(skipped)} skipped`}`,
    );
    return all === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * @param {string} file where the results go as JSON
 * @returns {Promise<number>}
 */
function runVitest(file) {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, TZ: 'UTC' },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** @param {string} file */
function count(file) {
  const results = resultsIn(file);
  const tests = results.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const of = (/** @type {string} */ status) => tests.filter((found) => found === status).length;
  // A file that cannot be loaded holds no test that could fail.
  const broken = results.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: of('passed'),
    failed: of('failed') + broken.length,
    skipped: tests.length - of('passed') - of('failed'),
  };
}

/**
 * @param {string} file
 * @returns {FileResult[]}
 */
function resultsIn(file) {
  try {
    /** @type {{ testResults: FileResult[] }} */
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
    return testResults;
  } catch {
    return [];
  }
}
