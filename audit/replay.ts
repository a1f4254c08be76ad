import type { History } from '@temporalio/common/lib/proto-utils.js';
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

/** Replay workers for as many histories as come: to start one takes three times as long as a history does. */
export interface Replays {
  /**
   * Replays a history; others may be under way beside it. Never throws: what cannot be replayed is `broken`. `fetched`
   * is the history it was read from, or a longer one of which it is the beginning: to read it from JSON again would cost
   * a tenth of the whole.
   */
  replay(id: string, history: HistoryJson, fetched?: History): Promise<Replayed>;
  /** Ends the workers; what was asked for before is still answered. */
  close(): Promise<void>;
}

/** A replay often waits for its own threads; a second one beside it uses that time. */
const LANES = 2;
/** What takes longer stands still: the SDK waits for ever for a run that nothing in its history wakes. */
const LIMIT_MS = 60_000;
const STANDS_STILL = '历史停在半途，没有什么使它继续';

interface Asked {
  readonly id: string;
  readonly history: HistoryJson | History;
  readonly entries: Entry[];
  readonly answers: Map<string, Answer | Refusal>;
  readonly handOvers: Batch[];
  readonly done: (broken: string | null) => void;
}

/** Those that wait; `sleepers` are told that the next one may be there, or that none comes any more. */
interface Line {
  readonly waiting: Asked[];
  isEnding: boolean;
  sleepers: (() => void)[];
}

/** Replays on one bundle, without a server; a worker starts when there is work for it. Only tests take another limit. */
export function openReplays(code: string, limitMs = LIMIT_MS): Replays {
  const line: Line = { waiting: [], isEnding: false, sleepers: [] };
  const lanes: Promise<void>[] = [];
  let open = 0;
  return {
    replay: (id, history, fetched) =>
      new Promise((resolve) => {
        const heard = { entries: [], answers: new Map<string, Answer | Refusal>(), handOvers: [] };
        const done = (broken: string | null) => {
          open -= 1;
          resolve({ ...heard, broken });
        };
        open += 1;
        // Before its first task is done a run has said nothing, and a worker would wait for that task.
        if (history.events.length === 0) {
          done(null);
          return;
        }
        const { length } = history.events;
        const asIs = fetched === undefined ? history : { events: fetched.events?.slice(0, length) ?? [] };
        line.waiting.push({ id, history: asIs, ...heard, done });
        if (lanes.length < Math.min(LANES, open)) lanes.push(runWorkers(code, line, limitMs));
        wake(line);
      }),
    close: async () => {
      line.isEnding = true;
      wake(line);
      await Promise.all(lanes);
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
    async function* histories(): AsyncGenerator<{ workflowId: string; history: HistoryJson | History }> {
      while (!isOver && (await hasNext(line))) {
        inHand = line.waiting.shift();
        // The other lane may have been quicker.
        if (inHand === undefined) continue;
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
      line.sleepers.push(resolve);
    });
  return line.waiting.length > 0;
}

function wake(line: Line): void {
  for (const sleeper of line.sleepers.splice(0)) sleeper();
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
