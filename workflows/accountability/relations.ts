import type { Actor } from '../kernel/command.ts';
import { deciderSeats, isPostInvolved, keeperSeats, officeDesks } from './seats.ts';
import { isEnded, type State, type Subject } from './state.ts';

/**
 * How an actor stands to a case. `keeper` keeps it (安委办, not involved), `decider` approves (安委会主任 or 县委, not
 * involved), `recused` would be one of them but is involved, `overseer` may read it all, `reviser` may bring the county's new
 * terms, which say nothing of anyone.
 */
export type Relation =
  'system' | 'keeper' | 'decider' | 'recused' | 'subject' | 'involved' | 'inspectorate' | 'overseer' | 'reviser';

/** Every relation of an actor to a case. Pure: the same for the rules, the API's lists and the views. */
export function relationsOf(state: State, actor: Actor): readonly Relation[] {
  if (actor.role === 'system') return ['system'];
  const { county } = state.terms;
  const isInvolved = isPersonInvolved(state, actor);
  const found: Relation[] = [];
  const seat = (name: 'keeper' | 'decider', sits: boolean): void => {
    if (sits) found.push(isInvolved ? 'recused' : name);
  };
  seat('keeper', isKeeper(state, actor));
  seat('decider', isDecider(state, actor));
  if (isPostRecused(state, actor)) found.push('recused');
  if (state.subjects.some((s) => isSubject(s, actor))) found.push('subject');
  // The post of 县委 is the last resort: only the person in it can be involved.
  const isPost = actor.post !== county.partySecretary && isPostInvolved(state, actor.post, county);
  if (isInvolved || isPost) found.push('involved');
  if (actor.post === county.inspectorate) found.push('inspectorate');
  if (['office', 'leader', 'auditor'].includes(actor.role)) found.push('overseer');
  if (['office', 'leader', 'admin'].includes(actor.role)) found.push('reviser');
  return found;
}

/** Whether the actor is, or speaks for, a subject: the person, the post, or anyone of the unit or enterprise. */
export function isSubject(subject: Subject, actor: Actor): boolean {
  if (subject.kind !== 'publicOfficial') return actor.unit === subject.id || actor.unit === subject.unit;
  return people(actor).includes(subject.id) || actor.post === subject.id || actor.post === subject.post;
}

function isPersonInvolved(state: State, actor: Actor): boolean {
  const own = people(actor);
  return state.involved.people.some((p) => own.includes(p)) || state.subjects.some((s) => isSubject(s, actor));
}

/**
 * Both posts of 安委办 are heard whoever of them holds the case: what was handed in in time counts after a hand-over.
 * Others are keepers only while silence has left the draft to them, or while they stand in for who is away.
 */
function isKeeper(state: State, actor: Actor): boolean {
  if (keeperSeats(state, state.terms.county).includes(actor.post)) return true;
  return !isEnded(state) && state.status !== 'deciding' && state.step.holder === actor.post;
}

function isDecider(state: State, actor: Actor): boolean {
  const authority = 'proposal' in state ? state.proposal.authority : 'committee';
  return deciderSeats(state, state.terms.county, authority).includes(actor.post);
}

/** Passed over because the post is involved, though the post's rank would make it a keeper or the decider. */
function isPostRecused(state: State, actor: Actor): boolean {
  const { county } = state.terms;
  const ranks = [...officeDesks(county), county.officeDirector, county.committeeHead];
  return ranks.includes(actor.post) && isPostInvolved(state, actor.post, county);
}

/** Whether a relation sees the whole case: those who keep, decide, inspect or oversee it, unless they are involved. */
export function seesAll(relations: readonly string[]): boolean {
  if (relations.includes('involved') || relations.includes('subject')) return false;
  return ['system', 'keeper', 'decider', 'inspectorate', 'overseer'].some((r) => relations.includes(r));
}

function people(actor: Actor): readonly string[] {
  return actor.onBehalfOf === undefined ? [actor.person] : [actor.person, actor.onBehalfOf];
}
