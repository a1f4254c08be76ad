import { at, payloads, type HistoryEvent, type HistoryJson } from '../../../audit/history/history-json.ts';
import { attributesOf, typeOf } from '../../../audit/history/recorded.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import type { Random } from '../../county/random.ts';
import { flipped, moved } from '../bytes.ts';
import type { Copy } from '../copy.ts';
import { target, type Target } from '../targets.ts';
import type { Changed, TamperKind } from './kind.ts';

/** Where a history carries what was asked, answered and handed over, by the type of its event. */
const CARRIERS = {
  start: { label: '开办指令', type: 'WORKFLOW_EXECUTION_STARTED', path: ['input'] },
  update: { label: '更新指令', type: 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED', path: ['acceptedRequest', 'input', 'args'] },
  signal: { label: '信号指令', type: 'WORKFLOW_EXECUTION_SIGNALED', path: ['input'] },
  outcome: { label: '答复', type: 'WORKFLOW_EXECUTION_UPDATE_COMPLETED', path: ['outcome', 'success'] },
  handOver: { label: '移交入账', type: 'ACTIVITY_TASK_SCHEDULED', path: ['input'] },
} as const;

type Carrier = (typeof CARRIERS)[keyof typeof CARRIERS];

const hasRun = ({ hasRun: has, sealed }: Target) => has && sealed > 0;
/** Of a run that was archived nothing may change, whether a rule reads it or not. */
const isArchived = ({ hasRun: has, archived }: Target) => has && archived !== null;
const isNotArchived = ({ hasRun: has, archived }: Target) => has && archived === null;

/** Changes of what Temporal holds. */
export const HISTORY_KINDS: readonly TamperKind[] = [
  ...Object.entries(CARRIERS).map(([name, carrier]) =>
    kind(`history-${name}`, `历史：${carrier.label}中的一个字节`, (copy, random) => payloadByte(copy, random, carrier)),
  ),
  kind('history-time', '历史：一个事件的时间', (copy, random) =>
    forged(copy, random, isArchived, (events, i) => splice(events, i, 1, (event) => [movedEvent(event, random)])),
  ),
  kind('history-type', '历史：一个事件的类型', (copy, random) =>
    forged(copy, random, isArchived, (events, i) => splice(events, i, 1, (event) => [retyped(event, events, random)])),
  ),
  kind('history-removed', '历史：删去一个事件', (copy, random) =>
    forged(copy, random, isArchived, (events, i) => splice(events, i, 1, () => [])),
  ),
  kind('history-twice', '历史：重复一个事件', (copy, random) =>
    forged(copy, random, isArchived, (events, i) => splice(events, i, 1, (event) => [event, event])),
  ),
  {
    ...kind('history-idle-time', '尚未存档的历史：一个没有规则读取的时间', (copy, random) =>
      forged(copy, random, isNotArchived, (events, i) => splice(events, i, 1, (event) => [movedEvent(event, random)]), isIdle),
    ),
    isFindable: false,
  },
]; // prettier-ignore

function kind(name: string, label: string, change: TamperKind['change']): TamperKind {
  return { name, label, witness: ['history'], isFindable: true, change };
}

async function payloadByte(copy: Copy, random: Random, carrier: Carrier): Promise<Changed> {
  const carries = (id: MatterId) =>
    (copy.runs.get(id)?.history.events ?? []).some((event) => typeOf(event) === carrier.type);
  const wanted = (one: Target) => hasRun(one) && carries(one.id);
  return await forged(
    copy,
    random,
    wanted,
    (events, i) => {
      const history = structuredClone<HistoryJson>({ events });
      const event = history.events[i];
      const [payload] = at(event === undefined ? null : attributesOf(event), ...carrier.path, 'payloads') as {
        data: string;
      }[];
      if (payload === undefined) throw new Error(`${carrier.type} carries nothing`);
      payload.data = flipped(Buffer.from(payload.data, 'base64'), random).toString('base64');
      return history.events;
    },
    (event) => typeOf(event) === carrier.type && payloads(at(attributesOf(event), ...carrier.path)).length > 0,
  );
}

/** Forges Temporal's history of one matter at one event of its sealed part. */
async function forged(
  copy: Copy,
  random: Random,
  wanted: (one: Target) => boolean,
  forge: (events: readonly HistoryEvent[], i: number) => readonly HistoryEvent[],
  isPlace: (event: HistoryEvent) => boolean = () => true,
): Promise<Changed> {
  const { id, archived } = await target(copy, random, wanted);
  const run = copy.runs.get(id);
  if (run === undefined) throw new Error(`${id} has no run`);
  const { events } = run.history;
  const limit = archived === 'living' ? await archivedLength(copy, id) : events.length;
  const places = events.flatMap((event, i) => (i < limit && isPlace(event) ? [i] : []));
  const i = random.pick(places);
  copy.runs.set(id, { ...run, history: { events: forge(events, i) } });
  return { what: `事件 ${(i + 1).toString()}（${events[i]?.eventType ?? ''}）`, matter: id };
}

async function archivedLength({ db }: Copy, id: MatterId): Promise<number> {
  const [row] = await db.sql<{ n: number }[]>`select max(events) as n from histories where matter_id = ${id}`;
  return row?.n ?? 0;
}

function splice(
  events: readonly HistoryEvent[],
  i: number,
  count: number,
  by: (event: HistoryEvent) => readonly HistoryEvent[],
): readonly HistoryEvent[] {
  const event = events[i];
  return event === undefined ? events : [...events.slice(0, i), ...by(event), ...events.slice(i + count)];
}

function movedEvent(event: HistoryEvent, random: Random): HistoryEvent {
  return { ...event, eventTime: moved(event.eventTime ?? '', random) };
}

/** Its type, and the name of its attributes, are those of another event. */
function retyped(event: HistoryEvent, events: readonly HistoryEvent[], random: Random): HistoryEvent {
  const other = random.pick(events.filter(({ eventType }) => eventType !== event.eventType));
  return { ...event, eventType: other.eventType };
}

/** A run reads the clock when a task begins; other times say nothing to it. */
function isIdle(event: HistoryEvent): boolean {
  return typeOf(event) === 'WORKFLOW_TASK_COMPLETED' || typeOf(event) === 'ACTIVITY_TASK_COMPLETED';
}
