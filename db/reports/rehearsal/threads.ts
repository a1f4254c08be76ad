import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Tally } from './tally.ts';
import type { Task } from './thread.ts';

/** More threads would only keep the rest of the process from its work. */
const THREADS_MAX = 4;

/** Threads that play pages of stories, so that whoever started them keeps answering meanwhile. */
export interface Threads {
  readonly count: number;
  /** Plays a page in the thread with the least to do; rejects when that thread dies. */
  readonly play: (page: readonly string[]) => Promise<Tally>;
  readonly stop: () => Promise<void>;
}

/** Starts a thread for each core, up to four, and no more than there are pages. */
export function startThreads(task: Task, pages: number): Threads {
  const count = Math.min(availableParallelism(), THREADS_MAX, pages);
  const threads = Array.from({ length: count }, () => startThread(task));
  return {
    count: threads.length,
    play: (page) => [...threads].sort((a, b) => a.waiting() - b.waiting())[0]?.play(page) ?? never(),
    stop: async () => {
      await Promise.all(threads.map((thread) => thread.stop()));
    },
  };
}

interface Waiting {
  readonly resolve: (tally: Tally) => void;
  readonly reject: (error: Error) => void;
}

function startThread(task: Task) {
  const worker = new Worker(new URL('./thread.mjs', import.meta.url), { workerData: task, execArgv: [] });
  // A thread answers pages in the order in which it got them.
  const waiting: Waiting[] = [];
  let death: Error | null = null;
  const die = (error: Error): void => {
    death ??= error;
    for (const one of waiting.splice(0)) one.reject(death);
  };
  worker.on('message', (tally: Tally) => waiting.shift()?.resolve(tally));
  worker.on('error', die);
  worker.on('exit', () => {
    die(new Error('a thread of the rehearsal ended'));
  });
  return {
    waiting: () => waiting.length,
    play: (page: readonly string[]) =>
      new Promise<Tally>((resolve, reject) => {
        if (death !== null) {
          reject(death);
          return;
        }
        waiting.push({ resolve, reject });
        worker.postMessage(page);
      }),
    stop: () => worker.terminate(),
  };
}

function never(): never {
  throw new Error('there is no thread to play in');
}
