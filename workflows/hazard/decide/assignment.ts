import type { Period } from '../../kernel/deadline.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Chain } from '../../kernel/terms.ts';
import { baseOn, dueFrom, withAmount } from '../clocks.ts';
import type { AssignBody, CommandOf, ServiceBody } from '../command.ts';
import { PAPERS_SINCE } from '../documents.ts';
import { happened, type DueSet } from '../event.ts';
import type { Assignment } from '../matter.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import type { HazardState } from '../state.ts';
import { stepOf } from '../steps.ts';
import { townshipTasked } from '../urging.ts';
import { lacksJurisdiction } from './jurisdiction.ts';
import { serviceDenied, serviceOf } from './service.ts';
import { addressee, chainOf, chainsOf, decided, hasPost, isNoPaperDay, once, personOf, type Decide } from './parts.ts';

/** 交办: the order that sets who rectifies and until when. T runs from its service, provisionally from its date. */
export const assign: Decide<'Assign'> = (state, command) => {
  const { body, known, at, actor } = command;
  const chain = chainOf(known, body.unit);
  const limit = withAmount(limitOf(state).usual, body.limit);
  const base = baseOn(body.service?.date ?? body.order.date, at);
  const due = provisionalUnless(body.service, dueFrom(state.terms, 'assignment', limit, base, at));
  const no =
    denied({
      ...separated(state, command),
      TransferPending: state.transfer !== null,
      GradeUndecided: state.gradeProposal !== null,
      NotGraded: state.severity === null,
      UnknownUnit: chain === null || named(body).some((unit) => chainOf(known, unit) === null),
      PostNotInUnit: !hasPost(chain, body.post),
      NoJurisdiction: body.lead !== undefined && lacksJurisdiction(chainOf(known, body.lead), state),
    }) ??
    orderDenied(state, command, chain) ??
    (body.service === undefined ? null : serviceDenied(state, body.service, body.order.date, at)) ??
    limitDenied(limit, limitOf(state).most, due, at);
  if (no !== null || chain === null) return no ?? decided();
  const assignment: Assignment = {
    unit: body.unit,
    post: addressee(chain, body.post, state.terms.county.officeDesk),
    order: { ...body.order, number: body.order.number ?? null, remedies: body.order.remedies ?? null },
    service: body.service === undefined ? null : serviceOf(body.service),
    limit,
    base,
    assignedBy: actor.person,
    assignerRank: actor.rank,
    returns: 0,
    accepted: null,
  };
  const assists = (body.assists ?? []).map((assist) => ({ ...assist, doneAt: null, remindedAt: null }));
  const ordered = { ...state, assignment };
  const step = stepOf(ordered, 'accept', at);
  const chains = chainsOf(known, [body.unit, ...named(body)]);
  return decided(
    happened('Assigned', { assignment, chains, lead: body.lead ?? state.lead, assists, due, step }),
    ...townshipTasked(ordered, due, at),
  );
};

/** Why an order cannot be the paper that it says it is (行政处罚法 §42; §2.14 on orders). */
function orderDenied(state: HazardState, { body, known, at, actor }: CommandOf<'Assign'>, chain: Chain | null) {
  const { order, service } = body;
  const isEnforcement = order.type === 'rectifyOrder' || order.type === 'onSiteDecision';
  const officers = once(order.officers);
  const governmental =
    actor.role === 'township' || actor.role === 'office' || (chain !== null && chain.kind !== 'enterprise');
  return denied({
    NoEnforcementOrder: isEnforcement && governmental,
    UnknownPerson: officers.some((person) => personOf(known, person) === null),
    TwoOfficersNeeded: isEnforcement && officers.length < (state.terms.numbers['officersMin'] ?? 2),
    OfficerNotCertified: isEnforcement && officers.some((person) => personOf(known, person)?.certified !== true),
    RemediesMissing: isEnforcement && (order.remedies ?? '').trim() === '',
    DayInFuture: isNoPaperDay(order.date, state.foundOn, at),
    DocumentMissing: order.number === undefined && state.terms.rules < PAPERS_SINCE,
    OrderServedByPaper: order.number === undefined && service !== undefined,
  });
}

/** Why a limit cannot be set: more than the policy allows, nothing at all, or over before it begins. */
export function limitDenied(limit: Period, most: number, due: DueSet, at: Instant) {
  return denied({
    LimitNotPositive: !Number.isInteger(limit.amount) || limit.amount <= 0,
    LimitTooLong: limit.amount > most,
    DueInPast: due.due !== null && due.due <= at,
  });
}

/** The usual limit of a grade and the longest that the policy allows. */
export function limitOf(state: HazardState): { readonly usual: Period; readonly most: number } {
  const { limitMajor, limitMajorMax, limitGeneral, limitGeneralMax } = state.terms.periods;
  return state.severity === 'major'
    ? { usual: limitMajor, most: limitMajorMax.amount }
    : { usual: limitGeneral, most: limitGeneralMax.amount };
}

function provisionalUnless(service: ServiceBody | undefined, due: DueSet): DueSet {
  return { ...due, provisional: service === undefined || due.provisional };
}

function named(body: AssignBody) {
  return [...(body.assists ?? []).map((assist) => assist.unit), ...(body.lead === undefined ? [] : [body.lead])];
}
