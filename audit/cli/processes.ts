import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { SealPlace } from '../auditor.ts';
import type { Verdict } from '../verdict.ts';

/** How all processes audit: the code to replay on, the folder of seals (null: as the environment says) and their keys (null: those there). */
export interface ToBegin {
  readonly code: string;
  readonly dir: string | null;
  readonly keys: readonly (readonly [string, string])[] | null;
}

/** What the parent tells a process: how to audit, once; then matters, an empty list after the last ones. */
export type ToProcess = ToBegin | { readonly ids: readonly MatterId[] };

/** What a process says: that it wants more matters, a verdict, or why it cannot go on. */
export type FromProcess = 'more' | { readonly verdict: Verdict } | { readonly failed: string };

/** Matters that were not verified since the process that had them ended, and why it did. */
export interface Unverified {
  readonly ids: readonly string[];
  readonly why: string;
}

/** So many are handed out at a time: few enough that all processes end together, enough that none waits. */
const CHUNK = 16;
const ENTRY = fileURLToPath(new URL('./verify-process.ts', import.meta.url));

/**
 * Verifies matters in so many processes; `seen` hears each verdict. Of a process that ends before its work is done the
 * others take what was not handed out; what was is answered as not verified. The processes end with this one.
 */
export async function verifyInProcesses(
  ids: readonly MatterId[],
  { code, seal, processes }: { readonly code: string; readonly seal?: SealPlace; readonly processes: number },
  seen: (verdict: Verdict) => void,
): Promise<Unverified[]> {
  const begin: ToBegin = { code, dir: seal?.dir ?? null, keys: seal?.keys ? [...seal.keys] : null };
  const queue = [...ids].reverse();
  const ended = await Promise.all(Array.from({ length: processes }, () => workOff(queue, begin, seen)));
  const unverified = ended.filter((one) => one.ids.length > 0 || one.why !== '');
  return queue.length === 0 ? unverified : [...unverified, { ids: queue.reverse(), why: '没有进程可用' }];
}

/** One process until the queue is empty; what it was given and did not answer, and why. */
function workOff(queue: MatterId[], begin: ToBegin, seen: (verdict: Verdict) => void): Promise<Unverified> {
  const inHand = new Set<string>();
  let why = '';
  return new Promise((resolve) => {
    const child = fork(ENTRY, {
      execArgv: ['--import', import.meta.resolve('tsx')],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const told = (message: FromProcess) => {
      if (message === 'more') {
        const ids = queue.splice(-CHUNK).reverse();
        for (const id of ids) inHand.add(id);
        tell(child, { ids });
      } else if ('verdict' in message) {
        inHand.delete(message.verdict.id);
        seen(message.verdict);
      } else why = message.failed;
    };
    child.on('message', told);
    child.on('error', (error) => (why = error.message));
    child.on('close', (status, signal) => {
      if (why === '' && (status !== 0 || inHand.size > 0)) why = `核验进程意外结束（${signal ?? String(status)}）`;
      resolve({ ids: [...inHand], why });
    });
    tell(child, begin);
  });
}

/** What cannot be sent is found out when the process ends. */
function tell(child: ChildProcess, message: ToProcess): void {
  child.send(message, () => undefined);
}
