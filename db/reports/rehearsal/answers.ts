import type { Recorded } from '../../../workflows/kernel/event.ts';
import { msOf } from '../../../workflows/kernel/instant.ts';

/** What the events of a ladder say of their rung, in every kind that has one. */
export interface RungData {
  readonly key: string;
  readonly rung: string;
  readonly clock: string;
  readonly version: number;
}

/** Whoever answered, answered this (as `askedBy` names it), so many milliseconds after it was asked. */
export interface Answering {
  readonly asked: string;
  readonly afterMs: number;
}

/** Which events ask people to act on a rung, and which events are the answer. */
const ASKED_BY: Readonly<Record<string, string>> = {
  RungIssued: 'RungFired',
  RungDeclined: 'RungFired',
  SupervisionAnswered: 'RungIssued',
};

/**
 * Names what an event asks of people (to decide on a proposed rung, to reply to an issued one) independently of the rows
 * of a policy: event, rung, clock and due version, and which of several; `seen` counts those that came before. Null for
 * events that ask nothing.
 */
export function askedBy(event: Recorded, seen: Map<string, number>): string | null {
  if (event.type !== 'RungIssued' && !isProposal(event)) return null;
  const { rung, clock, version } = event.data as RungData;
  const name = `${event.type} ${rung}/${clock}${version.toString()}`;
  const nth = (seen.get(name) ?? 0) + 1;
  seen.set(name, nth);
  return `${name}#${nth.toString()}`;
}

/** By command: what each answer in a record answered, and how long people took. */
export function answersIn(events: readonly Recorded[]): ReadonlyMap<string, Answering> {
  const seen = new Map<string, number>();
  const asked = new Map<string, { readonly name: string; readonly atMs: number }>();
  const answers = new Map<string, Answering>();
  for (const event of events) {
    const by = ASKED_BY[event.type];
    const { key } = event.data as Partial<RungData>;
    const question = by === undefined || key === undefined ? undefined : asked.get(`${by} ${key}`);
    if (question !== undefined)
      answers.set(event.commandId, { asked: question.name, afterMs: msOf(event.at) - question.atMs });
    const name = askedBy(event, seen);
    if (name !== null && key !== undefined) asked.set(`${event.type} ${key}`, { name, atMs: msOf(event.heardAt) });
  }
  return answers;
}

function isProposal(event: Recorded): boolean {
  return event.type === 'RungFired' && (event.data as { readonly act?: string }).act === 'propose';
}
