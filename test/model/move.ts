import type { Actor, Command, Known } from '../../workflows/kernel/command.ts';
import type { AnyRules } from '../../workflows/kernel/definition.ts';
import { hear, nextWakeOf, wakeUpTo, type Entry, type Loop } from '../../workflows/kernel/hear.ts';
import { plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import type { Terms } from '../../workflows/kernel/terms.ts';

/** A command that somebody may give in a state. */
export interface Ask {
  readonly type: string;
  readonly actor: Actor;
  readonly body: unknown;
  /** It is there to be refused, so it is not tried late as well. */
  readonly wrong: boolean;
  readonly revised?: Terms;
}

/**
 * What may happen next. A command comes a minute after what was before; `late`: it was received a second before the next
 * due instant and is heard only after that has fired. Silence lasts exactly to the next wake; an outage swallows the
 * next three wakes, or forty days.
 */
export type Move =
  | { readonly what: 'say'; readonly ask: Ask; readonly late: boolean }
  | { readonly what: 'silence' }
  | { readonly what: 'outage'; readonly until: 'thirdWake' | 'fortyDays' };

/** A matter and the model's clock. */
export interface Place {
  readonly loop: Loop;
  readonly now: Instant;
}

/** Where a move leads. `refused`: the command's code; `awake`: of an outage, the matter had nobody slept. */
export interface Step extends Place {
  readonly entries: readonly Entry[];
  readonly refused: string | null;
  readonly awake: Loop | null;
}

const MINUTE = 60_000;
const FORTY_DAYS = 40 * 86_400_000;

/** When a command of this move would be received; null when there is no such moment. */
export function receivedAt(rules: AnyRules, { loop, now }: Place, late: boolean): Instant | null {
  const soon = plusMs(now, MINUTE);
  if (!late) return soon;
  const wake = nextWakeOf(rules, loop);
  const justBefore = wake === null ? null : plusMs(wake, -1_000);
  return justBefore !== null && justBefore > soon ? justBefore : null;
}

/** Makes a move; null when it cannot be made here. Throws only when the rules do. */
export function make(rules: AnyRules, place: Place, move: Move, known: Known | undefined): Step | null {
  switch (move.what) {
    case 'say':
      return said(rules, place, move.ask, move.late, known);
    case 'silence': {
      const woken = woke(rules, place.loop);
      return woken === null ? null : { ...woken, refused: null, awake: null };
    }
    case 'outage': {
      const until = move.until === 'fortyDays' ? plusMs(place.now, FORTY_DAYS) : thirdWake(rules, place.loop);
      return until === null ? null : slept(rules, place.loop, until);
    }
  }
}

function said(rules: AnyRules, place: Place, ask: Ask, late: boolean, known: Known | undefined): Step | null {
  const at = receivedAt(rules, place, late);
  if (at === null) return null;
  const { type, actor, body, revised } = ask;
  const id = `c-${(place.loop.seq + 1).toString()}`;
  const beside = { ...(known === undefined ? {} : { known }), ...(revised === undefined ? {} : { revised }) };
  const command: Command = { commandId: id, type, at, actor, body, ...beside };
  const heardAt = late ? plusMs(at, MINUTE) : at;
  const woken = late ? wokeLate(rules, place.loop, heardAt) : { loop: place.loop, entries: [] };
  // A run that has ended hears nothing any more.
  if (rules.done(woken.loop.state)) return null;
  const heard = hear(rules, woken.loop, command, heardAt);
  const settled = wakeUpTo(rules, heard.loop, heardAt);
  return {
    loop: settled.loop,
    now: heardAt,
    entries: [...woken.entries, ...heard.entries, ...settled.entries],
    refused: heard.outcome.outcome === 'refused' ? heard.outcome.refusal.code : null,
    awake: null,
  };
}

function slept(rules: AnyRules, loop: Loop, until: Instant): Step {
  let awake: Loop = loop;
  for (let next = woke(rules, awake); next !== null && next.now <= until; next = woke(rules, awake)) awake = next.loop;
  return { ...wakeUpTo(rules, loop, until), now: until, refused: null, awake };
}

/** Where three wakes lie ahead the instant of the third. */
function thirdWake(rules: AnyRules, from: Loop): Instant | null {
  const second = woke(rules, woke(rules, from)?.loop ?? null);
  return second === null ? null : nextWakeOf(rules, second.loop);
}

interface Woken extends Place {
  readonly entries: readonly Entry[];
}

/** The matter after its next wake alone. Silence and outages ask for the same ones, so each is made once. */
function woke(rules: AnyRules, loop: Loop | null): Woken | null {
  const wake = loop === null ? null : nextWakeOf(rules, loop);
  if (loop === null || wake === null) return null;
  const { next } = memoryOf(rules);
  const woken = next.get(loop) ?? { ...wakeUpTo(rules, loop, wake), now: wake };
  next.set(loop, woken);
  return woken;
}

/** The matter that a late command finds: one for all that are tried on a loop. */
function wokeLate(rules: AnyRules, loop: Loop, heardAt: Instant): Woken {
  const { late } = memoryOf(rules);
  const woken = late.get(loop) ?? { ...wakeUpTo(rules, loop, heardAt), now: heardAt };
  late.set(loop, woken);
  return woken;
}

interface Memory {
  readonly next: WeakMap<Loop, Woken>;
  readonly late: WeakMap<Loop, Woken>;
}

/** Other rules may wake the same loop otherwise. */
const MEMORIES = new WeakMap<AnyRules, Memory>();

function memoryOf(rules: AnyRules): Memory {
  const memory = MEMORIES.get(rules) ?? { next: new WeakMap(), late: new WeakMap() };
  MEMORIES.set(rules, memory);
  return memory;
}
