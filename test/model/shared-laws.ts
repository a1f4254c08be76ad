import type { AnyRules } from '../../workflows/kernel/definition.ts';
import type { Law } from './law.ts';
import { same } from './same.ts';

/** Laws that every kind of loop keeps. `own`: the refusals that only this kind gives. */
export function sharedLaws<S>(rules: AnyRules, own: readonly string[]): readonly Law<S>[] {
  const codes = new Set([...own, 'NotHeardInStatus', 'NotYours', 'MatterEnded']);
  return [
    {
      name: 'refusals are known and change nothing',
      broken: ({ entries }) => {
        for (const { outcome, events, command } of entries) {
          if (outcome.outcome !== 'refused') continue;
          if (!codes.has(outcome.refusal.code))
            return `${command} is refused as ${outcome.refusal.code}, which no list holds`;
          if (events.length > 0) return `${command} is refused and yet ${events.length.toString()} events are recorded`;
        }
        return null;
      },
    },
    {
      name: 'a fold of the recorded events is the live state',
      broken: ({ before, after, entries }) => {
        const events = entries.flatMap((entry) => entry.events);
        const read = JSON.parse(JSON.stringify(events)) as typeof events;
        const folded = read.reduce<unknown>((state, event) => rules.evolve(state, event), before);
        return same(folded, after) ? null : 'the events lead elsewhere';
      },
    },
    {
      name: 'a run that is done has no wake',
      broken: ({ after }) => {
        const wake = rules.done(after) ? rules.nextWake(after) : null;
        return wake === null ? null : `done, and yet it wakes at ${wake}`;
      },
    },
  ];
}
