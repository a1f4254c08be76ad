import { departure } from '../../../audit/compare/departure.ts';
import { gather } from '../../../audit/evidence.ts';
import { heardPart } from '../../../audit/history/heard.ts';
import { at, payloads, toPayload, type HistoryJson } from '../../../audit/history/history-json.ts';
import { attributesOf, recordedIn, typeOf } from '../../../audit/history/recorded.ts';
import { replayOne, type Replayed } from '../../../audit/replay.ts';
import { historiesOf } from '../../../db/archive/rows.ts';
import { storeOf } from '../../../db/archive/store.ts';
import { bareEvent } from '../../../db/chain.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import type { Random } from '../../county/random.ts';
import { reworded } from '../bytes.ts';
import type { Copy } from '../copy.ts';
import { holding } from '../held-temporal.ts';
import { target, type Target } from '../targets.ts';
import { keepAs } from './archive.ts';
import type { Changed, TamperKind } from './kind.ts';
import { rewritten } from './ledger.ts';

/**
 * What only a seal can tell: whoever owns Temporal and the database, and has the code, lets a run say something else and
 * makes every record fit.
 */
export const ALIKE_KINDS: readonly TamperKind[] = [
  {
    name: 'alike-unarchived',
    label: '历史、台账与投影一并改写（尚未存档）',
    witness: ['ledger'],
    isFindable: true,
    change: (copy, random) => alike(copy, random, ({ hasRun, archived, sealed }) => hasRun && archived === null && sealed > 0, isSealed),
  },
  {
    name: 'alike-but-archive',
    label: '历史、台账与投影一并改写，存档未动',
    witness: ['ledger', 'history'],
    isFindable: true,
    change: (copy, random) => alike(copy, random, ({ hasRun, archived }) => hasRun && archived === 'ended', isSealed),
  },
  {
    name: 'alike-archive',
    label: '历史、存档、台账与投影一并改写',
    witness: ['ledger', 'archive'],
    isFindable: true,
    change: async (copy, random) => {
      const changed = await alike(copy, random, ({ hasRun, archived }) => hasRun && archived === 'ended', isSealed);
      await archiveAnew(copy, changed);
      return changed;
    },
  },
  {
    name: 'alike-late',
    label: '最后一次封签之后的历史、台账与投影一并改写',
    witness: ['ledger'],
    isFindable: false,
    change: (copy, random) =>
      alike(copy, random, ({ hasRun, archived, length, sealed }) => hasRun && archived === null && length > sealed, (seq, { sealed }) => seq > sealed),
  },
]; // prettier-ignore

const isSealed = (seq: number, { sealed }: Target) => seq <= sealed;

/** Rewords a command that caused an event of such a seq, wherever it arrived; then all that follows from it. */
async function alike(
  copy: Copy,
  random: Random,
  wanted: (one: Target) => boolean,
  isPlace: (seq: number, one: Target) => boolean,
): Promise<Changed> {
  for (;;) {
    const one = await target(copy, random, wanted);
    const { id, kind } = one;
    const run = copy.runs.get(id);
    if (run === undefined) throw new Error(`${id} has no run`);
    const { ledger } = await gather({ db: copy.db, temporal: holding(copy.runs), archive: storeOf(copy.db, null) }, id);
    const { commandId, seq } = random.pick(ledger.filter((event) => isPlace(event.seq, one)));
    const asked = recordedIn(run.history).inputs.find((input) => input.commandId === commandId)?.command;
    const body = reworded(at(asked, 'body'), random);
    if (asked === undefined || body === null) continue;
    const history = withCommand(run.history, commandId, { ...(asked as object), body });
    const replayed = await replayOne(copy.county.code.code, id, heardPart(history));
    const events = ownJson(replayed.entries.flatMap((entry) => entry.events));
    if (replayed.broken !== null || events.length < ledger.length) continue;
    // What no rule reads makes no other event.
    const first = ledger.find((event, i) => departure(events[i], bareEvent(event)) !== null);
    if (first === undefined || !isPlace(first.seq, one)) continue;
    copy.runs.set(id, { ...run, history: answering(history, replayed) });
    await rewritten(copy, { id, kind }, events.slice(0, ledger.length));
    await besides(copy, id, { commandId, body, replayed });
    return { what: `自第 ${seq.toString()} 条的指令 ${commandId} 起改写`, matter: id };
  }
}

/** What was noted of the command when it was received, and the documents that were drawn up. */
async function besides(
  { db: { sql } }: Copy,
  id: MatterId,
  { commandId, body, replayed }: { commandId: string; body: unknown; replayed: Replayed },
): Promise<void> {
  await sql`
    update commands set command = jsonb_set(command, '{body}', ${sql.json(body as never)})
    where command_id = ${commandId}`;
  for (const effect of replayed.entries.flatMap(({ effects }) => effects))
    if (effect.type === 'Draw')
      await sql`
        update documents set data = ${sql.json(ownJson(effect.data))}
        where matter_id = ${id} and key = ${effect.key}`;
}

/** What comes out of a replay's sandbox is of another realm. */
function ownJson<Json>(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** What carries a command, by the type of its event. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  WORKFLOW_EXECUTION_STARTED: ['input'],
  WORKFLOW_EXECUTION_SIGNALED: ['input'],
  WORKFLOW_EXECUTION_UPDATE_ACCEPTED: ['acceptedRequest', 'input', 'args'],
};

function withCommand(history: HistoryJson, commandId: string, command: object): HistoryJson {
  const copy = structuredClone<HistoryJson>(history);
  for (const event of copy.events) {
    const path = INPUTS[typeOf(event)];
    const carried = path === undefined ? undefined : at(attributesOf(event), ...path);
    if (at(payloads(carried)[0], 'commandId') === commandId) put(carried, command);
  }
  return copy;
}

/** Lets a history record what its own inputs lead to. */
function answering(history: HistoryJson, { answers, handOvers }: Replayed): HistoryJson {
  const copy = structuredClone<HistoryJson>(history);
  let handed = 0;
  for (const event of copy.events) {
    const attributes = attributesOf(event);
    const answer = answers.get(String(at(attributes, 'meta', 'updateId')));
    if (typeOf(event) === 'WORKFLOW_EXECUTION_UPDATE_COMPLETED' && at(attributes, 'outcome', 'success') !== undefined)
      put(at(attributes, 'outcome', 'success'), answer);
    if (typeOf(event) === 'ACTIVITY_TASK_SCHEDULED' && at(attributes, 'activityType', 'name') === 'record') {
      put(at(attributes, 'input'), handOvers[handed]);
      handed += 1;
    }
  }
  return copy;
}

function put(carried: unknown, value: unknown): void {
  (at(carried, 'payloads') as unknown[])[0] = toPayload(value);
}

async function archiveAnew(copy: Copy, { matter: id }: Changed): Promise<void> {
  const run = id === null ? undefined : copy.runs.get(id);
  if (id === null || run === undefined) throw new Error('nothing was rewritten');
  for (const { hash, events } of await historiesOf(copy.db, id))
    await keepAs(copy.db, id, hash, Buffer.from(JSON.stringify({ events: run.history.events.slice(0, events) })));
}
