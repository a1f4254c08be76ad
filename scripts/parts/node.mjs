import { spawn } from 'node:child_process';

/** @typedef {{ ok: boolean, said: string }} Verdict whether it exited with 0, and all that it wrote */

/**
 * Runs a Node program to its end.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Verdict>}
 */
export function runNode(args, cwd, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: { ...env, FORCE_COLOR: '0' } });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (said += String(text)));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ ok: code === 0, said });
    });
  });
}
