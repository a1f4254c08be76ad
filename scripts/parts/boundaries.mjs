import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './node.mjs';
import { ROOT } from './place.mjs';
import { ROOMS } from './rooms.mjs';

const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
const PLANTED = join(ROOT, 'test', 'house', 'planted');

/**
 * Whether every room imports only what it may.
 * @returns {Promise<import('./node.mjs').Verdict>}
 */
export function boundariesHold() {
  return cruise(ROOT);
}

/**
 * Whether the tool still sees: each ban is broken once on purpose in `test/house/planted`, and each must be reported.
 * @returns {Promise<import('./node.mjs').Verdict>}
 */
export async function plantedAreSeen() {
  const { said } = await cruise(PLANTED);
  const bans = [...readFileSync(CONFIG, 'utf8').matchAll(/^ {6}name: '(.+)'/gm)].map(([, name = '']) => name);
  const unseen = bans.filter((name) => !said.includes(`error ${name}:`));
  return { ok: bans.length > 0 && unseen.length === 0, said: `not reported: ${unseen.join(', ')}\n${said}` };
}

/** @param {string} folder */
function cruise(folder) {
  const tool = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const rooms = [...ROOMS, 'test'].filter((room) => existsSync(join(folder, room)));
  return runNode([tool, '--config', CONFIG, '--output-type', 'err', ...rooms], folder);
}
