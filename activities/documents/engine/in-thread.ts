import { Worker } from 'node:worker_threads';
import { TemplateFault } from './fault.ts';
import { LIMITS } from './limits.ts';
import type { Said, Task } from './template-thread.ts';

/** One thread for all templates, one task at a time; null until it is needed and after it was killed. */
let thread: Worker | null = null;
let last: Promise<unknown> = Promise.resolve();

/**
 * Has a task done in the thread, which is killed after `LIMITS.fillMs` or beyond its memory; the next task gets a new one.
 * @throws TemplateFault
 */
export function inThread<Type extends Said['type']>(task: Task, type: Type): Promise<Extract<Said, { type: Type }>> {
  const done = last.then(() => asked(task, type));
  last = done.catch(() => undefined);
  return done;
}

async function asked<Type extends Said['type']>(task: Task, type: Type): Promise<Extract<Said, { type: Type }>> {
  const worker = (thread ??= await started());
  const timer = setTimeout(() => void worker.terminate(), LIMITS.fillMs);
  // Only while something is asked does it keep the process.
  worker.ref();
  try {
    const said = await answerOf(worker, () => {
      worker.postMessage(task);
    });
    if (said.type === 'fault') throw new TemplateFault(said.code, said.words);
    if (said.type !== type) throw new Error(`asked for ${type}, the thread said ${said.type}`);
    return said as Extract<Said, { type: Type }>;
  } finally {
    clearTimeout(timer);
    worker.unref();
  }
}

async function started(): Promise<Worker> {
  const worker = new Worker(new URL('./template-thread.mjs', import.meta.url), {
    execArgv: [],
    // It needs nothing of the environment, which holds secrets.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMb },
  });
  worker.once('exit', () => {
    if (thread === worker) thread = null;
  });
  await answerOf(worker, () => undefined);
  return worker;
}

function answerOf(worker: Worker, ask: () => void): Promise<Said> {
  return new Promise((resolve, reject) => {
    const ended = (): void => {
      reject(
        new TemplateFault(
          'TimedOut',
          `模板填写超过 ${(LIMITS.fillMs / 1_000).toString()} 秒，已中止，请检查模板中的列表是否重复套用。`,
        ),
      );
    };
    const failed = (error: NodeJS.ErrnoException): void => {
      // Its end comes a moment later; nobody may ask it until then.
      if (thread === worker) thread = null;
      const outOfMemory = '模板填写占用内存过多，已中止，请检查模板中的列表是否重复套用。';
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TemplateFault('TooLarge', outOfMemory, error) : error);
    };
    worker.once('exit', ended).once('error', failed);
    worker.once('message', (said: Said) => {
      worker.off('exit', ended).off('error', failed);
      resolve(said);
    });
    ask();
  });
}
