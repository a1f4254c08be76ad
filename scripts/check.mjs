import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMain } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { ROOT } from './parts/place.mjs';

/** @typedef {{ ok: boolean, said: string }} Verdict */
/** @typedef {{ title: string, run: () => Promise<Verdict> }} Check */

const ROOMS = [
  'workflows',
  'activities',
  'api',
  'db',
  'audit',
  'worker',
  'delivery',
  'config',
  'scripts',
  'bench',
  'test',
];
const PLANTED = join(ROOT, 'test', 'house', 'planted');
const PLANTED_ROOMS = ['workflows', 'activities', 'api', 'db', 'worker', 'delivery', 'config', 'scripts'];
const SIDE_BY_SIDE = 2;

/** The slowest first, so that the last one to end ends early. @type {readonly Check[]} */
const CHECKS = [
  { title: 'lint', run: () => tool('eslint', 'bin/eslint.js', ['--cache', '--cache-location', '.cache/eslint', '.']) },
  { title: 'types', run: () => tool('typescript', 'bin/tsc', ['-p', '.']) },
  { title: 'unused code', run: () => tool('knip', 'bin/knip.js', ['--no-progress']) },
  { title: 'boundaries', run: () => boundaries(ROOT, ROOMS) },
  { title: 'boundaries are seen', run: plantedAreSeen },
  { title: 'format', run: () => tool('prettier', 'bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']) },
  { title: 'documents', run: () => node(['--import', 'tsx', 'test/house/docs/check.ts']) },
];

await runMain(async () => {
  await ensureInstalled(console.error);
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
 * @param {string} [cwd]
 */
function tool(name, bin, args, cwd = ROOT) {
  return node([join(ROOT, 'node_modules', name, bin), ...args], cwd);
}

/**
 * @param {string} cwd
 * @param {readonly string[]} rooms
 */
function boundaries(cwd, rooms) {
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const found = rooms.filter((room) => existsSync(join(cwd, room)));
  const args = ['--config', config, '--output-type', 'err', ...found];
  return tool('dependency-cruiser', 'bin/dependency-cruise.mjs', args, cwd);
}

/** Each ban is broken once on purpose: one that is not reported means that the tool sees nothing. */
async function plantedAreSeen() {
  const { said } = await boundaries(PLANTED, PLANTED_ROOMS);
  const bans = [...readFileSync(join(ROOT, '.dependency-cruiser.cjs'), 'utf8').matchAll(/^ {6}name: '(.+)'/gm)];
  const unseen = bans.map(([, name = '']) => name).filter((name) => !said.includes(`error ${name}:`));
  return { ok: bans.length > 0 && unseen.length === 0, said: `not reported: ${unseen.join(', ')}\n${said}` };
}

/**
 * @param {readonly string[]} args
 * @param {string} [cwd]
 * @returns {Promise<Verdict>}
 */
function node(args, cwd = ROOT) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, FORCE_COLOR: '0' } });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (said += String(text)));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ ok: code === 0, said });
    });
  });
}
