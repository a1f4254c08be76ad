import type { Command } from '../../workflows/kernel/command.ts';
import type { AnyRules, Decision } from '../../workflows/kernel/definition.ts';
import type { Happened, Recorded } from '../../workflows/kernel/event.ts';

/** Ways to get a kind's rules wrong. */
export interface Mutants<S> {
  /** What `change` answers in place of a decision; as it was where that is null. */
  readonly deciding: (change: (decision: Decision, state: S, command: Command) => Decision | null) => AnyRules;
  /** One guard is gone: where it refuses, they decide as for the state in which it would not. */
  readonly without: (code: string, unguarded: (state: S) => S) => AnyRules;
  /** Wakes bring other events. */
  readonly waking: (change: (events: readonly Happened[], state: S) => readonly Happened[]) => AnyRules;
  /** Events of one type leave another state behind. */
  readonly evolving: (type: string, change: (state: S, event: Recorded) => S) => AnyRules;
}

/** The mutants of a kind whose states are `S`. */
export function mutantsOf<S>(rules: AnyRules): Mutants<S> {
  const deciding: Mutants<S>['deciding'] = (change) => ({
    ...rules,
    decide: (state, command) => {
      const decision = rules.decide(state, command);
      return state === null ? decision : (change(decision, state as S, command) ?? decision);
    },
  });
  return {
    deciding,
    without: (code, unguarded) =>
      deciding((decision, state, command) =>
        'refusal' in decision && decision.refusal.code === code ? rules.decide(unguarded(state), command) : null,
      ),
    waking: (change) =>
      deciding((decision, state, { type }) =>
        type === 'Wake' && 'events' in decision ? { events: change(decision.events, state) } : null,
      ),
    evolving: (type, change) => ({
      ...rules,
      evolve: (state, event) => {
        const after = rules.evolve(state, event);
        return event.type === type ? change(after as S, event) : after;
      },
    }),
  };
}
