import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { runEntry } from '../parts/entry.mjs';

/** @typedef {import('./client.mjs').Client} Client */

const LOOK_EVERY_MS = 300;

/**
 * Imports a year of the seeds' proportions (379 found, 369 closed, 10 open) as 安委办 would: from a spreadsheet, which
 * stays in the data folder to look at. A set-up that was killed imports the same file again, which changes nothing.
 * @param {Client} client @param {string} dataDir
 * @returns {Promise<{ opened: number, archived: number }>}
 */
export async function importSmallYear(client, dataDir) {
  const file = join(dataDir, 'demo-ledger.xlsx');
  if (!existsSync(file)) {
    const half = join(dataDir, 'demo-ledger.half.xlsx');
    const code = await runEntry('bench/main.ts', ['county', '--small', '--out', half], { stdio: 'ignore' });
    if (code !== 0) throw new Error('演示台账未能生成');
    renameSync(half, file);
  }
  let report = await client.upload(
    'anweiban',
    '/v1/imports?dryRun=false',
    new Blob([readFileSync(file)]),
    '演示台账.xlsx',
  );
  while (report.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    report = await client.get('anweiban', `/v1/imports/${String(report.id)}`);
  }
  if (report.errors.length > 0) throw new Error(`演示台账有误：${JSON.stringify(report.errors[0])}`);
  return report;
}
