import { dueAfter, dueAfterDue, type Period } from '../kernel/deadline.ts';
import { later, type Instant } from '../kernel/instant.ts';
import { seatAfterAppeal } from './appeals.ts';
import type { StepBegun } from './event.ts';
import type { StepName } from './matter.ts';
import { periodOf } from './periods.ts';
import { countyPath, leadSeat, seatIn, type Seat } from './posts.ts';
import type { Matter } from './state.ts';

/**
 * The step that begins at `from`: who holds the matter, how long, and to whom silence passes it. An imported matter's
 * steps begin no earlier than its import: before it, no desk of this register held it.
 */
export function stepOf(matter: Matter, name: StepName, from: Instant, holder: Seat = seatFor(matter, name)): StepBegun {
  return begun(matter, name, from, holder, false);
}

/** The step that time begins: its days count from the day that the due instant closed, not from the one it opens. */
export function stepByTime(
  matter: Matter,
  name: StepName,
  from: Instant,
  holder: Seat = seatFor(matter, name),
): StepBegun {
  return begun(matter, name, from, holder, true);
}

function begun(matter: Matter, name: StepName, from: Instant, holder: Seat, byTime: boolean): StepBegun {
  const start = matter.imported === null ? from : later(from, matter.openedAt);
  const period = periodFor(matter, name);
  const counted = byTime ? dueAfterDue : dueAfter;
  const due = period === null ? null : counted(period, start, matter.terms.calendar);
  return {
    name,
    start,
    due: due?.at ?? null,
    period,
    provisional: due?.provisional ?? false,
    holders: [{ ...holder, since: start, why: 'step' }],
    path: pathFor(matter, name),
  };
}

/** No step any more: the matter has ended. */
export function endedAt(at: Instant): StepBegun {
  return { name: 'ended', start: at, due: null, period: null, provisional: false, holders: [], path: [] };
}

/** The step of looking back after closeout: a look-back for major and repeated hazards, else a window of watching. */
export function afterCloseout(matter: Matter, at: Instant): StepBegun {
  const repeated = matter.report.recurrenceOf !== undefined || matter.closeouts.length > 0;
  return stepOf(matter, matter.severity === 'major' || repeated ? 'lookBack' : 'watch', at);
}

/** The step that the assignee begins with: a plan for major hazards and long limits, else the work itself. */
export function afterAcceptance(
  matter: Matter,
  at: Instant,
  begin = stepOf,
): { readonly step: StepBegun; readonly to: 'planning' | 'rectifying' } {
  const limit = matter.assignment?.limit.amount ?? 0;
  const planned = matter.severity === 'major' || limit > matter.terms.periods.limitPlanGate.amount;
  return planned
    ? { step: begin(matter, 'plan', at), to: 'planning' }
    : { step: begin(matter, 'rectify', at), to: 'rectifying' };
}

/** The post that a step falls to, by §2.14. */
function seatFor(matter: Matter, name: StepName): Seat {
  const { officeDesk, officeDirector, inspectorate, officeUnit } = matter.terms.county;
  const appeal = matter.rejection?.appeal;
  switch (name) {
    case 'verify':
    case 'rejection':
      if (appeal !== undefined) return seatAfterAppeal(matter, appeal, name);
      return leadSeat(matter, name === 'verify' ? 1 : 2);
    case 'planReview':
      return leadSeat(matter, 2);
    case 'confirm':
      return matter.gradeProposal?.confirmers[0] ?? leadSeat(matter, 3);
    case 'chase':
    case 'dispute':
    case 'adjudicate':
      return { post: officeDesk, unit: officeUnit };
    case 'accept':
    case 'plan':
    case 'rectify':
      return matter.assignment === null
        ? seatIn(matter, matter.subject, 1)
        : { post: matter.assignment.post, unit: matter.assignment.unit };
    case 'closeout':
      return matter.severity === 'major' ? { post: officeDirector, unit: officeUnit } : aboveRechecker(matter);
    case 'watch':
    case 'lookBack':
      return { post: inspectorate, unit: officeUnit };
    default:
      return leadSeat(matter, 1);
  }
}

/** One rank above whoever led the recheck, at least 分管负责人. */
function aboveRechecker(matter: Matter): Seat {
  const rank = matter.rechecks.at(-1)?.leader.rank ?? 1;
  if (rank >= 3) return { post: matter.terms.county.officeDirector, unit: matter.terms.county.officeUnit };
  return leadSeat(matter, rank >= 2 ? 3 : 2);
}

function pathFor(matter: Matter, name: StepName): readonly Seat[] {
  const [desk, director, deputyHead] = countyPath(matter);
  const named = (...seats: (Seat | undefined)[]): Seat[] => seats.filter((seat) => seat !== undefined);
  switch (name) {
    case 'adjudicate':
      return named(director, deputyHead);
    case 'chase':
    case 'dispute':
      return named(deputyHead);
    case 'transfer':
      return matter.transfer?.outside === true ? named(desk) : [];
    default:
      return [];
  }
}

/** The figure of a step in a matter's terms; null when it has no S. */
export function periodFor(matter: Matter, name: StepName): Period | null {
  switch (name) {
    case 'verify':
      if (matter.rejection?.decision === 'approved') return periodOf(matter, 'appealAnswer');
      return periodOf(matter, matter.report.urgent === true ? 'verifyUrgent' : 'verify');
    case 'accept':
      return periodOf(matter, matter.severity === 'major' ? 'acceptMajor' : 'accept');
    case 'rectify':
    case 'ended':
      return null;
    default:
      return periodOf(matter, PERIODS[name]);
  }
}

const PERIODS = {
  rejection: 'rejectionApproval',
  transfer: 'transferObjection',
  chase: 'transferChase',
  dispute: 'transferDispute',
  grade: 'grade',
  confirm: 'gradeConfirm',
  assign: 'assign',
  adjudicate: 'adjudicate',
  plan: 'planSubmit',
  planReview: 'planReview',
  recheck: 'recheck',
  closeout: 'closeout',
  watch: 'watch',
  lookBack: 'lookBack',
  appeal: 'appeal',
} as const;
