import { SYSTEM, type Command } from './command.ts';
import type { AnyRules } from './definition.ts';
import type { Effect } from './effect.ts';
import type { Happened, Recorded } from './event.ts';
import { later, type Instant } from './instant.ts';
import { isPaperEvent } from './paper-told.ts';
import { refuse, type Refusal } from './refusal.ts';

/** A matter as its run holds it. */
export interface Loop {
  readonly state: unknown;
  /** Of the last event; 0 before the opening. Also the matter's version. */
  readonly seq: number;
  /** Of the last event that was no telling of a paper: whoever saw the matter since then has seen all that they decide on. */
  readonly seenSince: number;
  readonly heardAt: Instant | null;
}

export const UNOPENED: Loop = { state: null, seq: 0, seenSince: 0, heardAt: null };

export type Outcome =
  { readonly outcome: 'done'; readonly version: number } | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** A command, what became of it, and the events and effects that it caused: the unit in which the ledger is written. */
export interface Entry {
  readonly commandId: string;
  readonly command: string;
  readonly at: Instant;
  readonly outcome: Outcome;
  readonly events: readonly Recorded[];
  readonly effects: readonly Effect[];
}

/** What hearing a command leads to. `entries` also holds the wakes that fell due before it and at once because of it. */
export interface Heard {
  readonly loop: Loop;
  readonly entries: readonly Entry[];
  readonly outcome: Outcome;
}

/**
 * Hears one command: first every wake that fell due before its moment, then the command, then what is due at that same
 * moment because of it. One function for validator and handler, so that they cannot disagree. Pure.
 */
export function hear(rules: AnyRules, loop: Loop, command: Command, now: Instant): Heard {
  const heardAt = loop.heardAt === null ? now : later(now, loop.heardAt);
  const before = wakeUntil(rules, loop, heardAt, (wake) => wake < command.at);
  const own = one(rules, before.loop, command, heardAt);
  const after = wakeUntil(rules, own.loop, heardAt, (wake) => wake <= command.at);
  const outcome = own.entry.outcome;
  return {
    loop: after.loop,
    entries: [...before.entries, own.entry, ...after.entries],
    outcome: outcome.outcome === 'done' ? { outcome: 'done', version: after.loop.seq } : outcome,
  };
}

/** Fires every wake that is due at `now`, in order of due time, each stamped with when it was due. Pure. */
export function wakeUpTo(rules: AnyRules, loop: Loop, now: Instant): { loop: Loop; entries: Entry[] } {
  return wakeUntil(rules, loop, loop.heardAt === null ? now : later(now, loop.heardAt), (wake) => wake <= now);
}

/** Whether an entry is a wake that the loop gave itself: nobody waits for its outcome. One that was sent is a command like any other. */
export function isOwnWake({ command, commandId }: Pick<Entry, 'command' | 'commandId'>): boolean {
  return command === 'Wake' && commandId.startsWith(OWN_WAKE);
}

/** The next instant at which the loop must be woken; null when nothing is running. */
export function nextWakeOf(rules: AnyRules, loop: Loop): Instant | null {
  return loop.seq === 0 ? null : rules.nextWake(loop.state);
}

function wakeUntil(
  rules: AnyRules,
  from: Loop,
  heardAt: Instant,
  isDue: (wake: Instant) => boolean,
): { loop: Loop; entries: Entry[] } {
  let loop = from;
  const entries: Entry[] = [];
  for (let wake = nextWakeOf(rules, loop); wake !== null && isDue(wake);) {
    const step = one(rules, loop, wakeCommand(loop, wake), heardAt);
    const next = nextWakeOf(rules, step.loop);
    // A wake that moves nothing would fire for ever: stop loudly, the matter resumes when the rule is mended.
    if (step.entry.outcome.outcome === 'refused' || (next !== null && next <= wake))
      throw new Error(
        `wake of ${rules.name} at ${wake} after seq ${loop.seq.toString()} did not move: next ${String(next)}`,
      );
    entries.push(step.entry);
    loop = step.loop;
    wake = next;
  }
  return { loop, entries };
}

const OWN_WAKE = 'wake-';

function wakeCommand(loop: Loop, at: Instant): Command {
  return { commandId: `${OWN_WAKE}${(loop.seq + 1).toString()}`, type: 'Wake', at, actor: SYSTEM, body: {} };
}

function one(rules: AnyRules, loop: Loop, command: Command, heardAt: Instant): { loop: Loop; entry: Entry } {
  const head = { commandId: command.commandId, command: command.type, at: command.at };
  const decision = stale(loop, command) ?? rules.decide(loop.state, command);
  if ('refusal' in decision)
    return {
      loop,
      entry: { ...head, outcome: { outcome: 'refused', refusal: decision.refusal }, events: [], effects: [] },
    };
  let { state, seq, seenSince } = loop;
  const events: Recorded[] = [];
  const effects: Effect[] = [];
  for (const happened of decision.events) {
    seq += 1;
    const event = stamp(happened, seq, command, heardAt);
    if (!isPaperEvent(event)) seenSince = seq;
    const next = rules.evolve(state, event);
    effects.push(...rules.effects(state, event, next));
    events.push(event);
    state = next;
  }
  return {
    loop: { state, seq, seenSince, heardAt },
    entry: { ...head, outcome: { outcome: 'done', version: seq }, events, effects },
  };
}

/** That a paper was drawn, issued or served meanwhile makes no page stale. */
function stale({ seq, seenSince }: Loop, { expectedVersion = seq }: Command): { refusal: Refusal } | null {
  if (expectedVersion >= seenSince && expectedVersion <= seq) return null;
  return { refusal: refuse('StaleVersion', `事项已更新到第 ${seq.toString()} 版，请刷新后再办理。`) };
}

function stamp(happened: Happened, seq: number, command: Command, heardAt: Instant): Recorded {
  return { ...happened, seq, at: command.at, heardAt, commandId: command.commandId, actor: command.actor };
}
