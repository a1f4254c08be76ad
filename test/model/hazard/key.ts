import { msOf, type Instant } from '../../../workflows/kernel/instant.ts';
import { PAPER_RULES } from '../../../workflows/kernel/papers.ts';
import { hazardRules } from '../../../workflows/hazard/index.ts';
import { currentDue, currentStep } from '../../../workflows/hazard/running.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { owedUrging } from '../../../workflows/hazard/urging.ts';

const HOUR = 3_600_000;

/**
 * What tells two states of a hazard apart. Left out are numbers, texts, evidence, seqs, corrections and the past: versions of
 * both clocks that are over, and lapses, which only count for what was received before the model's clock. Instants
 * stand as whole hours from now, so states merge that differ in absolute time alone; a holiday may make their futures
 * differ, and then the one reached first stands for both. Counters that no rule tells apart any more are capped at two.
 */
export function hazardKey(state: HazardState, now: Instant): string {
  const ahead = (at: Instant | null): number | string => (at === null ? '' : Math.ceil((msOf(at) - msOf(now)) / HOUR));
  const wake = hazardRules.done(state) ? null : hazardRules.nextWake(state);
  return [
    state.status,
    ahead(wake),
    ...clocks(state, ahead),
    ...matterOf(state, ahead),
    ...supervision(state, ahead),
    ...regions(state, ahead),
    ...peopleOf(state),
  ].join('|');
}

/** Whose acts keep them from others later on; an enterprise's people never check anything. */
function peopleOf({ people, rejection }: HazardState): readonly string[] {
  const rectifiers = people.rectifiers.filter((person) => !person.startsWith('p-ent-'));
  const { rejecters, assigners, recheckers, closers } = people;
  return [
    ...[rejecters, assigners, rectifiers, recheckers, closers].map((list) => [...list].sort().join()),
    rejection?.appeal?.by ?? '',
    rejection?.appeal?.judges.join() ?? '',
  ];
}

type Ahead = (at: Instant | null) => number | string;

function clocks(state: HazardState, ahead: Ahead): readonly unknown[] {
  const [step, due] = [currentStep(state), currentDue(state)];
  const rested = due.restsFrom === null ? '' : 'rests';
  return [
    step.name,
    ahead(step.due),
    step.holders.map(({ post, why }) => `${post}:${why}`).join(),
    step.path.length,
    ahead(due.due),
    rested,
    due.reason,
    due.provisional,
    Math.min(state.round, 2),
  ];
}

function matterOf(state: HazardState, ahead: Ahead): readonly unknown[] {
  const { gradeProposal: grade, assignment, transfer, rejection, submission } = state;
  return [
    state.lead,
    state.severity,
    grade === null ? '' : `${grade.severity}${grade.at.toString()}${String(ahead(grade.until))}`,
    state.items.map((item) => item.result).join(),
    assignment === null
      ? ''
      : `${assignment.post}${String(assignment.service !== null)}${assignment.returns.toString()}${assignment.limit.amount.toString()}`,
    state.assists.map((one) => `${String(one.doneAt !== null)}${String(one.remindedAt !== null)}`).join(),
    state.plan?.decision,
    state.extensions.map((one) => `${one.decision}${one.undecidedAt === null ? String(ahead(one.until)) : ''}`).join(),
    transfer === null ? '' : `${transfer.to}${String(transfer.objection !== null)}`,
    rejection?.decision,
    submission?.late,
    state.openedBy,
    Math.min(2, state.rechecks.filter((recheck) => !recheck.passed).length),
    state.rechecks.at(-1)?.passed,
    Math.min(2, state.closeouts.length),
    state.final,
  ];
}

function supervision(state: HazardState, ahead: Ahead): readonly unknown[] {
  // A rung of the version before may still wait for the working hours.
  const since = { T: currentDue(state).version - 1, S: currentStep(state).version - 1 };
  const fired = state.fired.filter((one) => one.withdrawnAt === null && one.version >= since[one.clock]);
  const acts = state.acts.filter((act) => act.withdrawnAt === null);
  return [
    fired
      .map((one) => `${one.rowId}${(one.version - since[one.clock]).toString()}${one.key.includes('#') ? '#' : ''}`)
      .sort()
      .join(),
    [...new Set(acts.map((act) => `${act.clock}${act.rung}${owed(act, ahead)}`))].sort().join(),
    state.proposals.map((one) => `${one.clock}${one.rung}${one.at.toString()}${String(ahead(one.until))}`).join(),
    state.grounds.length,
    state.level,
    state.lowered?.to,
    state.listing,
    [...new Set(state.links.map((link) => link.relation))].join(),
  ];
}

function owed(act: HazardState['acts'][number], ahead: Ahead): string {
  if (act.replyDue === null) return '';
  return act.repliedAt === null ? String(ahead(act.replyDue)) : 'answered';
}

/** How far those papers have come that something waits for. */
function papersOf({ papers = [], round }: HazardState): string {
  const waited = papers.filter(({ document, lapsed }) => !lapsed && PAPER_RULES[document].needsService);
  return waited
    .map((one) =>
      [one.document, one.round === round, one.drawn !== null, one.issued !== null, one.served !== null].join(),
    )
    .join(';');
}

function regions(state: HazardState, ahead: Ahead): readonly unknown[] {
  const { controls, supplies, resumption, stays, listingNotice: notice, terms } = state;
  const [stay, urging] = [stays.at(-1), owedUrging(state)];
  return [
    // What ran out its term is not sealed again; what was lifted before says nothing more.
    controls.some((one) => one.kind === 'seal' && one.until !== null && (one.liftedAt ?? '') >= one.until),
    controls
      .filter((one) => one.liftedAt === null)
      .map((one) =>
        [one.kind, ahead(one.until), one.extendedAt !== null, one.warnedAt !== null, ahead(one.expiredAt)].join(),
      ),
    supplies
      .filter((one) => one.restoredAt === null)
      .map((one) => [one.kind, one.cutAt === null ? ahead(one.effectiveAt) : 'cut'].join()),
    resumption === null ? '' : resumption.undecidedAt === null ? ahead(resumption.until) : 'undecided',
    urging === null ? '' : urging.missedAt === null ? ahead(urging.until) : 'missed',
    stay === undefined ? '' : stay.endedAt === null ? ahead(stay.until) : 'over',
    notice === null ? '' : [notice.level, ahead(notice.publishBy), notice.delistedAt !== null].join(),
    terms.calendar.coveredTo,
    papersOf(state),
  ];
}
