import type { Actor } from '../kernel/command.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Relation } from './lifecycle.ts';
import { holderAsOf, holderOf, type Seat } from './posts.ts';
import type { HazardState } from './state.ts';
import { decidersOf } from './supervised.ts';
import type { Proposal } from './supervision.ts';

/**
 * How an actor stands to the matter as of `at`: which `by` of the lifecycle are theirs. A superior of the holder's own
 * unit may act as the holder; everything personal (who may not decide what they did) is judged by `decide`.
 */
export function relationsOf(state: HazardState, actor: Actor, at: Instant | null = null): readonly Relation[] {
  const { county } = state.terms;
  const holder = at === null ? holderOf(state) : holderAsOf(state, at);
  const leaders: readonly string[] = [county.deputyHead, county.committeeHead, county.partySecretary];
  const inOffice = actor.unit === county.officeUnit && actor.role === 'office';
  const isLead = actor.unit === state.lead || (state.lead === null && inOffice);
  const pending = state.extensions.find((extension) => extension.decision === 'pending');
  const tests: readonly (readonly [Relation, boolean])[] = [
    ['anyone', true],
    ['reporter', actor.person === state.people.finder],
    ['holder', holder !== null && holds(state, holder, actor)],
    ['supervisor', isLead],
    ['rectifier', actor.unit === state.assignment?.unit],
    ['operator', actor.unit === state.subject],
    ['assist', state.assists.some((assist) => assist.unit === actor.unit)],
    ['township', actor.role === 'township' && actor.unit === state.region],
    ['receiver', actor.unit === state.transfer?.to],
    ['sender', isLead && state.transfer !== null],
    ['authority', isAuthority(state, actor)],
    ['office', inOffice],
    ['officeDirector', actor.post === county.officeDirector],
    ['leader', leaders.includes(actor.post)],
    ['inspection', actor.role === 'supervisor' || actor.role === 'auditor' || actor.post === county.inspectorate],
    ['confirmer', state.proposals.some((proposal) => mayConfirm(state, proposal, actor))],
    ['gradeDecider', mayGrade(state, actor)],
    ['extensionDecider', pending !== undefined && mayDecide(pending.decider, pending.decider.rank, actor)],
    ['admin', actor.role === 'admin'],
    ['system', actor.role === 'system'],
  ];
  return tests.filter(([, stands]) => stands).map(([relation]) => relation);
}

/** Whose officers may stop danger on the spot: a department's, 安委办's, those of the township that it lies in. */
function isAuthority(state: HazardState, actor: Actor): boolean {
  if (actor.role === 'township') return actor.unit === state.region;
  return actor.role === 'regulator' || actor.role === 'department' || actor.role === 'office';
}

function holds(state: HazardState, holder: Seat, actor: Actor): boolean {
  if (actor.post === holder.post) return true;
  const ranks = state.chains[holder.unit]?.ranks ?? {};
  const rank = ([1, 2, 3] as const).find((r) => ranks[r] === holder.post);
  return rank !== undefined && actor.unit === holder.unit && actor.rank > rank;
}

/** Whose turn it is or was, or anyone who would come after. */
function mayConfirm(state: HazardState, proposal: Proposal, { post }: Actor): boolean {
  return proposal.confirmers.includes(post) || decidersOf(state, proposal).includes(post);
}

/** Whose turn it is, or anyone who would come after; an expert may confirm a major grade (domain.md R1). */
function mayGrade(state: HazardState, actor: Actor): boolean {
  const proposal = state.gradeProposal;
  if (proposal === null) return false;
  const named = proposal.confirmers.some((seat) => seat.post === actor.post);
  return named || (proposal.severity === 'major' && actor.role === 'expert');
}

function mayDecide(decider: Seat, rank: number, actor: Actor): boolean {
  return actor.post === decider.post || (actor.unit === decider.unit && actor.rank >= rank);
}
