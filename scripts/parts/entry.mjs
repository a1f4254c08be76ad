import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './place.mjs';

/**
 * Runs a TypeScript entry to its end under tsx.
 * @param {string} entry
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, stdio?: import('node:child_process').StdioOptions }} [how]
 * @returns {Promise<number>} its exit code
 */
export function runEntry(entry, args, { env = process.env, cwd = process.cwd(), stdio = 'inherit' } = {}) {
  // tsx by its address: the working folder is the caller's, from which it may not be found.
  const tsx = import.meta.resolve('tsx');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', tsx, join(ROOT, entry), ...args], { cwd, env, stdio });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}
