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

/** A history with the workflow's id, which histories do not contain. */
interface Replayable {
  readonly id: string;
  readonly history: HistoryJson;
}

interface Heard {
  entries: Entry[];
  answers: Map<string, Answer | Refusal>;
  handOvers: Batch[];
}

/** Replays histories one after the other in one replay worker, without a server. `code` is the workflow bundle. */
async function* replayAll(
  code: string,
  histories: Iterable<Replayable> | AsyncIterable<Replayable>,
): AsyncGenerator<{ readonly id: string; readonly replayed: Replayed }> {
  const heard = new Map<string, Heard>();
  const sinks = listening(heard);
  const results = Worker.runReplayHistories(
    { workflowBundle: { code }, sinks, replayName: 'audit' },
    named(histories, heard),
  );
  for await (const { workflowId, error } of results) {
    const found = heard.get(workflowId) ?? { entries: [], answers: new Map<string, Answer>(), handOvers: [] };
    heard.delete(workflowId);
    yield { id: workflowId, replayed: { ...found, broken: error === undefined ? null : reasonOf(error.message) } };
  }
}

/** Replays one history. */
export async function replayOne(code: string, id: string, history: HistoryJson): Promise<Replayed> {
  for await (const { replayed } of replayAll(code, [{ id, history }])) return replayed;
  throw new Error('a replay worker gave no result');
}

/** The SDK wraps the one sentence that tells into its own debug output. */
function reasonOf(message: string): string {
  return /message: "([^"]+)"/.exec(message)?.[1] ?? message;
}

async function* named(
  histories: Iterable<Replayable> | AsyncIterable<Replayable>,
  heard: Map<string, Heard>,
): AsyncGenerator<{ workflowId: string; history: HistoryJson }> {
  for await (const { id, history } of histories) {
    heard.set(id, { entries: [], answers: new Map(), handOvers: [] });
    yield { workflowId: id, history };
  }
}

function listening(heard: ReadonlyMap<string, Heard>): InjectedSinks<Witness> {
  return {
    witness: {
      heard: { fn: ({ workflowId }, entry) => void heard.get(workflowId)?.entries.push(entry), callDuringReplay: true },
      answered: {
        fn: ({ workflowId }, id, answer) => void heard.get(workflowId)?.answers.set(id, answer),
        callDuringReplay: true,
      },
      handedOver: {
        fn: ({ workflowId }, batch) => void heard.get(workflowId)?.handOvers.push(batch),
        callDuringReplay: true,
      },
    },
  };
}
