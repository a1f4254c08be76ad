import type { Command, Opening } from '../../../workflows/kernel/command.ts';
import type { Recorded } from '../../../workflows/kernel/event.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import { answersIn, type Answering } from './answers.ts';

/** A matter's rows as they are read: its events in order, and the commands that were done on it. */
export interface Told {
  readonly matterId: string;
  readonly events: readonly Recorded[];
  readonly commands: readonly Command[];
}

/** A command of the record with its place and the moment at which it was heard; what it answered, if it answered a rung. */
export interface Input {
  readonly place: number;
  readonly command: Command;
  readonly heardAt: Instant;
  readonly answers: Answering | null;
}

/** A time in which what fell due was heard late: the system was away. */
export interface Outage {
  readonly from: Instant;
  readonly to: Instant;
}

/** What came to a matter from outside, in the order in which it was heard, and what the record says came of it. */
export interface Story {
  readonly matterId: string;
  readonly opening: Opening;
  readonly inputs: readonly Input[];
  readonly outages: readonly Outage[];
  /** The record, as far as it had been heard by the end of the period. */
  readonly events: readonly Recorded[];
}

/**
 * The story of a matter, its record up to `end`. Null when nobody opened it by a command: it was imported as closed, has no run, and
 * no policy changes it.
 */
export function storyOf(told: Told, end: Instant): Story | null {
  const { events } = told;
  const byId = new Map(told.commands.map((command) => [command.commandId, command]));
  const opening = openingOf(events[0]);
  if (opening === null || !byId.has(events[0]?.commandId ?? '')) return null;
  const answers = answersIn(events);
  const inputs: Input[] = [];
  const outages: Outage[] = [];
  for (const [first] of byCommand(events)) {
    const command = byId.get(first.commandId) ?? resent(first);
    const { at, heardAt, commandId } = first;
    if (command !== null) inputs.push({ place: first.seq, command, heardAt, answers: answers.get(commandId) ?? null });
    else if (heardAt > at) outages.push({ from: at, to: heardAt });
  }
  // What fell due before the end and was heard after it is known as late; it is not yet part of the record.
  const heard = events.filter((event) => event.heardAt < end);
  return { matterId: told.matterId, opening, inputs, outages, events: heard };
}

/** When a wake that falls due at `at` is heard: at once, or when the outage that it falls into was over. */
export function heardOf(outages: readonly Outage[], at: Instant): Instant {
  let heard = at;
  for (const { from, to } of outages) if (from <= at && at <= to && to > heard) heard = to;
  return heard;
}

function openingOf(event: Recorded | undefined): Opening | null {
  return event?.seq === 1 ? ((event.data as { readonly opening?: Opening }).opening ?? null) : null;
}

/** Events that one command, or one wake, caused; each group has at least one. */
function byCommand(events: readonly Recorded[]): (readonly [Recorded, ...Recorded[]])[] {
  const groups: [Recorded, ...Recorded[]][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last?.[0].commandId === event.commandId) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

/** A wake that an auditor sent again says so in the ledger, and is no command that was handed in. */
function resent(event: Recorded): Command | null {
  if (event.type !== 'WakeResent') return null;
  const { at, commandId, actor, data } = event;
  return { commandId, type: 'Wake', at, actor, body: { resentFor: (data as { readonly dueAt: Instant }).dueAt } };
}
