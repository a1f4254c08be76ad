import { at, payloads, type HistoryEvent, type HistoryJson } from './history-json.ts';

/** A command as it reached the run, and by which event of its history. */
export interface Input {
  readonly eventId: string;
  readonly commandId: string;
  readonly command: unknown;
}

/** What a history itself says was asked, answered and handed over: to be held against what a replay recomputes. */
export interface RecordedHistory {
  /** The workflow's type, such as `hazard`. */
  readonly kind: string;
  /** Every arrival of a command: the start's argument, updates, signals. One command may arrive more than once. */
  readonly inputs: readonly Input[];
  /** What each completed update answered: an `Answer`, or the refusal of one that was refused after acceptance. */
  readonly answers: ReadonlyMap<string, unknown>;
  /** The arguments of each `record` activity, in order. */
  readonly handOvers: readonly unknown[];
  /** What the run returned; null while it lives or when it did not return. */
  readonly ended: unknown;
  /** The build of the worker that completed the last task, when the history names it. */
  readonly build: string | null;
}

const READ = new WeakMap<HistoryJson, RecordedHistory>();

/** What a history records beside the course of the run; read once, since its payloads are most of what there is to read. */
export function recordedIn(history: HistoryJson): RecordedHistory {
  const known = READ.get(history);
  if (known !== undefined) return known;
  const recorded = read(history);
  READ.set(history, recorded);
  return recorded;
}

function read(history: HistoryJson): RecordedHistory {
  const inputs: Input[] = [];
  const answers = new Map<string, unknown>();
  const handOvers: unknown[] = [];
  let kind = '';
  let ended: unknown = null;
  let build: string | null = null;
  for (const event of history.events) {
    const attributes = attributesOf(event);
    const input = inputOf(event, attributes);
    if (input !== null) inputs.push(input);
    switch (typeOf(event)) {
      case 'WORKFLOW_EXECUTION_STARTED':
        kind = String(at(attributes, 'workflowType', 'name'));
        break;
      case 'WORKFLOW_EXECUTION_UPDATE_COMPLETED':
        answers.set(String(at(attributes, 'meta', 'updateId')), answered(at(attributes, 'outcome')));
        break;
      case 'ACTIVITY_TASK_SCHEDULED':
        if (at(attributes, 'activityType', 'name') === 'record') handOvers.push(payloads(at(attributes, 'input'))[0]);
        break;
      case 'WORKFLOW_EXECUTION_COMPLETED':
        ended = payloads(at(attributes, 'result'))[0];
        break;
      case 'WORKFLOW_TASK_COMPLETED': {
        const named = at(attributes, 'workerVersion', 'buildId') ?? at(attributes, 'binaryChecksum');
        if (typeof named === 'string' && named !== '') build = named;
      }
    }
  }
  return { kind, inputs, answers, handOvers, ended, build };
}

/** The attributes of an event, whatever their name. */
export function attributesOf(event: HistoryEvent): unknown {
  const name = Object.keys(event).find((key) => key.endsWith('EventAttributes'));
  return name === undefined ? undefined : event[name];
}

/** The event's type without the prefix that some tools leave out. */
export function typeOf(event: HistoryEvent): string {
  return event.eventType.replace(/^EVENT_TYPE_/, '');
}

function inputOf(event: HistoryEvent, attributes: unknown): Input | null {
  const carried = carriedBy(event, attributes);
  if (carried === undefined) return null;
  const command = payloads(carried)[0];
  return { eventId: event.eventId, commandId: String(at(command, 'commandId')), command };
}

function carriedBy(event: HistoryEvent, attributes: unknown): unknown {
  switch (typeOf(event)) {
    case 'WORKFLOW_EXECUTION_STARTED':
    case 'WORKFLOW_EXECUTION_SIGNALED':
      return at(attributes, 'input');
    case 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED':
      return at(attributes, 'acceptedRequest', 'input', 'args');
    default:
      return undefined;
  }
}

/** The answer of an outcome; of a failure the refusal that it carries. */
function answered(outcome: unknown): unknown {
  if (at(outcome, 'success') !== undefined) return payloads(at(outcome, 'success'))[0];
  return payloads(at(outcome, 'failure', 'applicationFailureInfo', 'details'))[0] ?? null;
}
