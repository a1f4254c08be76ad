import type { Actor } from '../kernel/command.ts';
import { officeDesks } from './seats.ts';
import { isReported } from './reported.ts';
import type { State } from './state.ts';

/**
 * How an actor stands to a tip. `office` takes tips in, `verifier` is of the unit that verifies, `overseer` may read it;
 * whoever acts for the subject's unit stands in no relation at all.
 */
export type Relation =
  'anyone' | 'system' | 'holder' | 'office' | 'verifier' | 'officeDirector' | 'leader' | 'overseer' | 'reviser';

/** Every relation of an actor to a tip. Pure: the same for the rules, the API's lists and the views. */
export function relationsOf(state: State, actor: Actor): readonly Relation[] {
  if (actor.role === 'system') return ['system'];
  // The subject must not learn that there is a tip, whatever post its people act as.
  if (isReported(state, actor.unit)) return [];
  const { county } = state.terms;
  const leaders: readonly string[] = [county.deputyHead, county.committeeHead, county.partySecretary];
  const tests: readonly (readonly [Relation, boolean])[] = [
    ['holder', holds(state, actor)],
    ['office', actor.unit === county.officeUnit && actor.role === 'office'],
    ['verifier', actor.unit === state.chain?.unit],
    ['officeDirector', actor.post === county.officeDirector],
    ['leader', leaders.includes(actor.post)],
    ['overseer', ['office', 'leader', 'auditor'].includes(actor.role)],
    ['reviser', ['office', 'leader', 'admin'].includes(actor.role)],
  ];
  return tests.filter(([, stands]) => stands).map(([relation]) => relation);
}

/** The post itself, for the desk another 经办人, or a superior in the unit that the holder has its place in. */
function holds({ step, chain, terms: { county } }: State, actor: Actor): boolean {
  if (step === null) return false;
  if (actor.post === step.holder) return true;
  const desks = officeDesks(county);
  if (desks.includes(step.place)) return desks.includes(actor.post);
  const rank = ([1, 2, 3] as const).find((r) => chain?.ranks[r] === step.place);
  return rank !== undefined && actor.unit === chain?.unit && actor.rank > rank;
}

/** Whether a relation sees the tip: nobody else learns what stands in it. An admin revises terms and sees nothing. */
export function seesAll(relations: readonly string[]): boolean {
  return ['system', 'holder', 'office', 'verifier', 'leader', 'overseer'].some((r) => relations.includes(r));
}
