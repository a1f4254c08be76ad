import { Worker } from 'node:worker_threads';
import { LIMITS } from './limits.ts';
import { Unreadable } from './problem.ts';
import type { Sheet } from './sheet.ts';
import type { ThreadAnswer } from './xlsx-thread.ts';

/**
 * Reads every sheet of a workbook in a thread of its own with bounded memory and time: no spreadsheet reader stops a
 * hostile file by itself.
 * @throws Unreadable
 */
export async function readXlsx(file: Buffer): Promise<readonly Sheet[]> {
  const thread = new Worker(new URL('./xlsx-thread.mjs', import.meta.url), {
    workerData: new Uint8Array(file),
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMb },
  });
  const timer = setTimeout(() => void thread.terminate(), LIMITS.readMs);
  try {
    const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Unreadable('FileTooLarge', error) : error);
      });
      thread.once('exit', () => {
        reject(new Unreadable('FileTooLarge'));
      });
    });
    if ('problem' in answer) throw new Unreadable(answer.problem.code);
    return answer.sheets;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
