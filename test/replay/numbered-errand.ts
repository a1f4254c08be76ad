import type { Command } from '../../workflows/kernel/command.ts';
import type { AnyRules } from '../../workflows/kernel/definition.ts';
import { errandRules } from '../workflow/errand.ts';

/** The errand with its number in the opening event, as every kind that has a ledger keeps it. */
export const numberedErrandRules: AnyRules = {
  ...errandRules,
  decide: (state, command) => {
    const decision = errandRules.decide(state, command);
    if ('refusal' in decision) return decision;
    return {
      events: decision.events.map((event) => ({ ...event, data: { ...dataOf(event.data), ...numberOf(command) } })),
    };
  },
};

function numberOf(command: Command): { number?: string } {
  return command.opening === undefined ? {} : { number: command.opening.number };
}

function dataOf(data: unknown): object {
  return typeof data === 'object' && data !== null ? data : {};
}
