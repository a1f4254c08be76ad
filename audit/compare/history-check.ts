import type { Entry } from '../../workflows/kernel/hear.ts';
import { at } from '../history/history-json.ts';
import type { Input, RecordedHistory } from '../history/recorded.ts';
import type { Replayed } from '../replay.ts';
import type { Difference } from '../verdict.ts';
import { departure, saying } from './departure.ts';

/** How the difference begins that says where a replay broke off. */
export const BREAKS_OFF = '按现行代码重演在此中断';

/**
 * Whether a history agrees with itself: the same command wherever it arrived, and the answers, hand-overs and end that
 * it records equal to what today's code makes of its inputs. A replay alone would not see an altered payload.
 */
export function checkHistory(recorded: RecordedHistory, replayed: Replayed): Difference[] {
  const seqs = seqsOf(replayed.entries);
  const last = replayed.entries.reduce((seq, entry) => entry.events.at(-1)?.seq ?? seq, 0);
  return [
    ...checkInputs(recorded.inputs, seqs),
    ...checkAnswers(recorded, replayed, seqs),
    ...checkHandOvers(recorded, replayed, last),
    ...(replayed.broken === null ? checkEnd(recorded, replayed.entries, last) : []),
    ...(replayed.broken === null ? [] : [history(last + 1, `${BREAKS_OFF}：${replayed.broken}`)]),
  ];
}

function checkInputs(inputs: readonly Input[], seqs: ReadonlyMap<string, number>): Difference[] {
  const first = new Map<string, Input>();
  const found: Difference[] = [];
  for (const input of inputs) {
    const known = first.get(input.commandId);
    if (known === undefined) first.set(input.commandId, input);
    else {
      const departs = departure(known.command, input.command);
      if (departs !== null)
        found.push(
          history(
            seqs.get(input.commandId) ?? 1,
            `指令 ${input.commandId} 在事件 ${known.eventId} 与 ${input.eventId} 中内容不同：${saying(departs)}`,
          ),
        );
    }
  }
  return found;
}

function checkAnswers(recorded: RecordedHistory, replayed: Replayed, seqs: ReadonlyMap<string, number>): Difference[] {
  const found: Difference[] = [];
  for (const [updateId, answer] of recorded.answers) {
    const given = replayed.answers.get(updateId);
    // A replay that broke off has not come so far; its own difference says where.
    if (given === undefined && replayed.broken !== null) continue;
    const departs = departure(given ?? null, answer);
    if (departs === null) continue;
    const seq = seqAt(given, departs.path) ?? seqAt(answer, 'entries.0') ?? seqs.get(updateId) ?? 1;
    found.push(history(seq, `历史所记指令 ${updateId} 的答复与重算不符：${saying(departs)}`));
  }
  return found;
}

function checkHandOvers(recorded: RecordedHistory, replayed: Replayed, last: number): Difference[] {
  const found: Difference[] = [];
  recorded.handOvers.forEach((batch, i) => {
    const given = replayed.handOvers[i];
    if (given === undefined && replayed.broken !== null) return;
    const departs = departure(given ?? null, batch);
    if (departs === null) return;
    const seq = seqAt(given, departs.path) ?? last;
    found.push(history(seq, `历史所记第 ${(i + 1).toString()} 次移交入账的内容与重算不符：${saying(departs)}`));
  });
  return found;
}

function checkEnd(recorded: RecordedHistory, entries: readonly Entry[], last: number): Difference[] {
  if (recorded.ended === null) return [];
  const opening = entries[0]?.outcome;
  const refusal = last === 0 && opening?.outcome === 'refused' ? opening.refusal : null;
  const departs = departure({ version: last, refusal }, recorded.ended);
  return departs === null ? [] : [history(last, `历史所记的办结版本与重算不符：${saying(departs)}`)];
}

/** The seq of the event in whose entry a path lies. */
function seqAt(given: unknown, path: string): number | undefined {
  const entry = /^entries\.(\d+)(?:\.events\.(\d+))?/.exec(path);
  if (entry === null) return undefined;
  const events = at(given, 'entries', Number(entry[1]), 'events');
  const seq = at(events, Number(entry[2] ?? 0), 'seq');
  return typeof seq === 'number' ? seq : undefined;
}

/** The first seq that each command caused; of a refused one the seq after which it was refused. */
function seqsOf(entries: readonly Entry[]): Map<string, number> {
  const seqs = new Map<string, number>();
  let last = 0;
  for (const entry of entries) {
    seqs.set(entry.commandId, entry.events[0]?.seq ?? last);
    last = entry.events.at(-1)?.seq ?? last;
  }
  return seqs;
}

function history(seq: number, what: string): Difference {
  // A refused opening, or one that no longer replays, leaves no event: it stands in place of the first.
  return { witness: 'history', seq: Math.max(1, seq), what };
}
