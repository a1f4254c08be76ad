import { Worker, type InjectedSinks } from '@temporalio/worker';
import type { Entry } from '../workflows/kernel/hear.ts';
import type { Refusal } from '../workflows/kernel/refusal.ts';
import type { Answer } from '../workflows/messages.ts';
import type { Batch, Witness } from '../workflows/ports.ts';
import type { HistoryJson } from './history/history-json.ts';

/** What today's code makes of a history: everything it heard, answered and handed over, and where it could not go on. */
export interface Replayed {
  readonly entries: readonly Entry[];
  readonly answers: ReadonlyMap<string, Answer | Refusal>;
  readonly handOvers: readonly Batch[];
  /** Why the replay stopped: the code takes another course than the history (non-determinism) or throws. */
  readonly broken: string | null;
}

/** One replay worker for as many histories as come: to start one takes three times as long as a history does. */
export interface Replays {
  /** Replays a history after those asked for before. Never throws: what cannot be replayed is `broken`. */
  replay(id: string, history: HistoryJson): Promise<Replayed>;
  /** Ends the worker; what was asked for before is still answered. */
  close(): Promise<void>;
}

/** What takes longer stands still: the SDK waits for ever for a run that nothing in its history wakes. */
const LIMIT_MS = 60_000;
const STANDS_STILL = '历史停在半途，没有什么使它继续';

interface Asked {
  readonly id: string;
  readonly history: HistoryJson;
  readonly entries: Entry[];
  readonly answers: Map<string, Answer | Refusal>;
  readonly handOvers: Batch[];
  readonly done: (broken: string | null) => void;
}

/** Those that wait; `wake` tells whoever waits for the next one that it may be there, or that none comes any more. */
interface Line {
  readonly waiting: Asked[];
  isEnding: boolean;
  wake: () => void;
}

/** Replays on one bundle, without a server; the worker starts with the first history. Only tests take another limit. */
export function openReplays(code: string, limitMs = LIMIT_MS): Replays {
  const line: Line = { waiting: [], isEnding: false, wake: () => undefined };
  let running: Promise<void> | null = null;
  return {
    replay: (id, history) =>
      new Promise((resolve) => {
        const heard = { entries: [], answers: new Map<string, Answer | Refusal>(), handOvers: [] };
        const done = (broken: string | null) => {
          resolve({ ...heard, broken });
        };
        // Before its first task is done a run has said nothing, and a worker would wait for that task.
        if (history.events.length === 0) {
          done(null);
          return;
        }
        line.waiting.push({ id, history, ...heard, done });
        running ??= runWorkers(code, line, limitMs);
        line.wake();
      }),
    close: async () => {
      line.isEnding = true;
      line.wake();
      await running;
    },
  };
}

/** Replays one history. */
export async function replayOne(code: string, id: string, history: HistoryJson): Promise<Replayed> {
  const replays = openReplays(code);
  try {
    return await replays.replay(id, history);
  } finally {
    await replays.close();
  }
}

/** Where a worker fails as a whole, or stands still, another one takes the rest. */
async function runWorkers(code: string, line: Line, limitMs: number): Promise<void> {
  while (await hasNext(line)) await runWorker(code, line, limitMs);
}

function runWorker(code: string, line: Line, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    let inHand: Asked | undefined;
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const settle = (broken: string | null) => {
      clearTimeout(timer);
      inHand?.done(broken);
      inHand = undefined;
    };
    const end = () => {
      isOver = true;
      resolve();
    };
    async function* histories(): AsyncGenerator<{ workflowId: string; history: HistoryJson }> {
      while (!isOver && (await hasNext(line))) {
        inHand = line.waiting.shift();
        if (inHand === undefined) return;
        timer = setTimeout(() => {
          settle(STANDS_STILL);
          end();
        }, limitMs);
        yield { workflowId: inHand.id, history: inHand.history };
      }
    }
    const options = { workflowBundle: { code }, sinks: listening(() => inHand), replayName: 'audit' };
    const work = async () => {
      for await (const { error } of Worker.runReplayHistories(options, histories()))
        settle(error === undefined ? null : reasonOf(error.message));
    };
    work()
      .catch((error: unknown) => {
        // A worker that does not even start has none in hand.
        inHand ??= line.waiting.shift();
        settle(reasonOf(error instanceof Error ? error.message : String(error)));
      })
      .finally(end);
  });
}

/** Waits until one waits; false once none comes any more. */
async function hasNext(line: Line): Promise<boolean> {
  while (line.waiting.length === 0 && !line.isEnding)
    await new Promise<void>((resolve) => {
      line.wake = resolve;
    });
  return line.waiting.length > 0;
}

/** The SDK wraps the one sentence that tells into its own debug output. */
function reasonOf(message: string): string {
  return /message: "([^"]+)"/.exec(message)?.[1] ?? message;
}

function listening(inHand: () => Asked | undefined): InjectedSinks<Witness> {
  const of = (workflowId: string) => {
    const asked = inHand();
    return asked?.id === workflowId ? asked : undefined;
  };
  return {
    witness: {
      heard: { fn: ({ workflowId }, entry) => void of(workflowId)?.entries.push(entry), callDuringReplay: true },
      answered: {
        fn: ({ workflowId }, id, answer) => void of(workflowId)?.answers.set(id, answer),
        callDuringReplay: true,
      },
      handedOver: {
        fn: ({ workflowId }, batch) => void of(workflowId)?.handOvers.push(batch),
        callDuringReplay: true,
      },
    },
  };
}
