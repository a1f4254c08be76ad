import type { Command } from './command.ts';
import type { Effect } from './effect.ts';
import type { Happened, Recorded } from './event.ts';
import type { Instant } from './instant.ts';
import type { Refusal } from './refusal.ts';

/** Events, or why not. */
export type Decision<E extends Happened = Happened> = { readonly events: readonly E[] } | { readonly refusal: Refusal };

/** In which statuses a command is heard, and from whom. `opening`: it opens the matter. */
export interface LifecycleRow<
  Type extends string = string,
  Status extends string = string,
  Relation extends string = string,
> {
  readonly command: Type;
  readonly statuses: readonly Status[] | 'opening';
  readonly by: readonly Relation[];
  /** The article or our own design that this row comes from. */
  readonly basis: string;
}

/** What every kind of loop says of itself and what the runner needs: pure, and part of the workflow bundle. */
export interface Rules<S = unknown, C extends Command = Command, E extends Happened = Happened> {
  /** The workflow's type, such as `hazard`. */
  readonly name: string;
  /** The version of the rules that new matters are opened under. */
  readonly version: number;
  readonly lifecycle: readonly LifecycleRow[];
  /** Events or a refusal. `state` is null before the opening command. Never throws for a business reason. */
  readonly decide: (state: S | null, command: C) => Decision<E>;
  readonly evolve: (state: S | null, event: Recorded<E>) => S;
  /** The next instant that matters; it may lie in the past. `Wake` at that instant moves it forward or removes it. */
  readonly nextWake: (state: S) => Instant | null;
  /** Whether the run ends: nothing can be heard any more. */
  readonly done: (state: S) => boolean;
  /** What the world is to do because of this event. */
  readonly effects: (before: S | null, event: Recorded<E>, after: S) => readonly Effect[];
}

/** Rules of some kind, where only their shape matters. */
export type AnyRules = Rules;

/**
 * Forgets the types of a kind so that rules stand in one list. Sound because the runner only ever hands a kind the
 * states and events that the same kind made, and commands that its schemas passed.
 */
export function asAny<S, C extends Command, E extends Happened>(rules: Rules<S, C, E>): AnyRules {
  return rules as unknown as AnyRules;
}
