import type { DeadlineView, ProposalView, Summary } from '../kernel/face.ts';
import { periodShown } from '../kernel/period-words.ts';
import type { Instant } from '../kernel/instant.ts';
import type { UnitId } from '../kernel/terms.ts';
import type { DueDate } from './matter.ts';
import { periodOf } from './periods.ts';
import type { HazardState } from './state.ts';
import { OPEN_STATUSES } from './status.ts';
import { runningStay } from './stays.ts';
import { RUNGS } from './supervision.ts';

/** A title is the beginning of the description: so many characters. */
const TITLE_MAX = 60;

/** The common row of a hazard, as its last event left it. */
export function summary(state: HazardState): Summary {
  const open = isOpen(state);
  const holder = open || state.status === 'closed' ? state.steps.at(-1)?.holders.at(-1) : undefined;
  return {
    title: titleOf(state.report.description),
    status: state.status,
    severity: state.severity,
    holder: holder === undefined ? null : { post: holder.post, unit: holder.unit, person: null },
    deadlines: open || state.status === 'closed' ? deadlines(state) : [],
    level: state.level,
    rung: RUNGS[state.level - 1] ?? null,
    proposals: state.proposals.map(proposalView),
    round: state.round,
    overdueSince: open && isOverdue(state) ? overdueSince(state) : null,
    region: state.region,
    sector: state.report.sector ?? null,
    subject: state.assignment?.unit ?? state.subject,
    lead: state.lead,
    units: unitsOf(state),
    foundOn: state.foundOn,
    closedAt: state.status === 'closed' || state.status === 'archived' ? state.closedAt : null,
    imported: state.imported !== null,
    parent: state.links.find((link) => link.relation === 'parent')?.matterId ?? null,
    late: state.submission?.late ?? null,
    firstPass: state.rechecks[0]?.passed ?? null,
    listed: state.listing !== 'none',
  };
}

/** Whether someone must act on the hazard. */
export function isOpen(state: HazardState): boolean {
  return OPEN_STATUSES.some((status) => status === state.status);
}

function titleOf(description: string): string {
  const line = description.replace(/\s+/g, ' ').trim();
  return line.length > TITLE_MAX ? `${line.slice(0, TITLE_MAX)}…` : line;
}

/** The end of the first T that was set: days overdue always count from here. */
function firstDue(state: HazardState): DueDate['due'] {
  return state.dueDates.find((version) => version.due !== null)?.due ?? null;
}

/**
 * T ran out unanswered, and no later decision gave more time. A failed recheck, a reopening, the end of a stay or
 * revised terms begin a new version but do not wash lateness off; an extension, a plan or a service that sets T anew
 * does.
 */
function isOverdue(state: HazardState): boolean {
  const now = state.dueDates.at(-1);
  // A stay rests T, but washes no lateness off either.
  if (now === undefined || (now.restsFrom !== null && runningStay(state) === null)) return false;
  const continued = (version: DueDate): boolean => CONTINUING.includes(version.reason);
  const base = state.dueDates.findLast((version) => !continued(version))?.version ?? 0;
  return state.dueDates.some((version) => version.version >= base && ranOut(state, version));
}

/**
 * Since when: the end of the first T that was unanswered and not lawfully moved. A stay or revised terms move the end of
 * a T that still lay ahead; a failed recheck does not make it later, and makes it earlier when its own T ends before.
 */
function overdueSince(state: HazardState): DueDate['due'] {
  const base = state.dueDates.findLastIndex((version) => !CONTINUING.includes(version.reason));
  let since: Instant | null = null;
  let replaced: Instant | null = null;
  for (const { reason, due } of state.dueDates.slice(Math.max(0, base))) {
    const moved: boolean = (reason === 'stay' || reason === 'termsRevised') && since === replaced;
    if (due !== null && (since === null || moved || due < since)) since = due;
    replaced = due;
  }
  return since;
}

const CONTINUING: readonly DueDate['reason'][] = ['recheckFailed', 'reopened', 'stay', 'termsRevised'];

/** Whether a version's end came before its answer or successor; the running one's, as far as the matter has moved on. */
function ranOut(state: HazardState, { version, due, restsFrom }: DueDate): boolean {
  const end = restsFrom ?? state.dueDates.find((next) => next.version === version + 1)?.start ?? null;
  return due !== null && (end === null ? due <= state.movedAt : due < end);
}

function deadlines(state: HazardState): readonly DeadlineView[] {
  const views: DeadlineView[] = [];
  const first = firstDue(state);
  const t = state.dueDates.at(-1);
  if (t !== undefined && t.due !== null && t.period !== null && t.restsFrom === null && first !== null)
    views.push({ clock: 'T', due: t.due, firstDue: first, ...periodShown(t.period), provisional: t.provisional });
  const s = state.steps.at(-1);
  if (s !== undefined && s.due !== null && s.period !== null && s.endedAt === null)
    views.push({ clock: 'S', due: s.due, firstDue: s.due, ...periodShown(s.period), provisional: s.provisional });
  const stay = runningStay(state);
  // While T is stayed, what runs is the time until the stay must be confirmed anew: 安委办's, unless a step has its own.
  if (stay !== null && views.length === 0)
    views.push({
      clock: 'S',
      due: stay.until,
      firstDue: stay.until,
      ...periodShown(periodOf(state, 'stayConfirm')),
      provisional: false,
    });
  return views;
}

function proposalView(proposal: HazardState['proposals'][number]): ProposalView {
  const { rung, clock, dueAt, firedAt, confirmers, at, until } = proposal;
  const confirmer = confirmers[Math.min(at, confirmers.length - 1)];
  if (confirmer === undefined) throw new Error(`proposal ${proposal.key} has nobody who may issue it`);
  return { rung, clock, dueAt, firedAt, confirmer, until };
}

/** Every unit that takes or took part sees the matter: its region, its chain, whoever held it. */
function unitsOf(state: HazardState): readonly UnitId[] {
  const units = new Set<UnitId>([state.region, ...(Object.keys(state.chains) as UnitId[])]);
  for (const step of state.steps) for (const holder of step.holders) units.add(holder.unit);
  return [...units].sort();
}
