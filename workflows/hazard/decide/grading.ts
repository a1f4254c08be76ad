import { dueAfter } from '../../kernel/deadline.ts';
import type { Instant } from '../../kernel/instant.ts';
import { happened, type StepBegun } from '../event.ts';
import type { GradeProposal, Severity } from '../matter.ts';
import { countyPath, leadSeat, type Seat } from '../posts.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import type { HazardState } from '../state.ts';
import { stepOf } from '../steps.ts';
import { blank, decided, type Decide } from './parts.ts';

/** 定级: a general grade stands; a major one, and any downgrade, needs a second person. */
export const grade: Decide<'Grade'> = (state, command) => {
  const { body, known, at, actor } = command;
  const clause = body.clause === undefined ? null : (known?.clauses?.[body.clause] ?? null);
  const no = denied({
    TransferPending: state.transfer !== null,
    GradeUndecided: state.gradeProposal !== null,
    ...separated(state, command),
    GradeUnchanged: state.severity === body.severity,
    ReasonMissing: blank(body.reason),
    UnknownClause: body.clause !== undefined && clause === null,
    ClauseMissing: body.severity === 'major' && clause?.major !== true,
    ClauseIsMajor: body.severity === 'general' && clause?.major === true,
  });
  if (no !== null) return no;
  const { severity, reason } = body;
  const isMajorMeanwhile = severity === 'major' || state.severity === 'major';
  if (!isMajorMeanwhile) return decided(happened('Graded', { severity, clause, reason, ...next(state, severity, at) }));
  const confirmers = severity === 'major' ? upward(state) : downward(state);
  const meanwhile: Severity = 'major';
  const proposal: GradeProposal = {
    severity,
    clause,
    proposedBy: actor.person,
    proposedAt: at,
    before: state.severity,
    confirmers,
    at: 0,
    until: null,
  };
  const isFirst = state.status === 'registered';
  const until = isFirst ? null : dueAfter(state.terms.periods.gradeConfirm, at, state.terms.calendar).at;
  const step = isFirst ? stepOf({ ...state, severity: meanwhile, gradeProposal: proposal }, 'confirm', at) : null;
  return decided(happened('GradeProposed', { severity, clause, reason, confirmers, meanwhile, until, step }));
};

/** The second opinion. Declining a downgrade leaves it major; declining a major grade leaves what it counted as before. */
export const decideGrade: Decide<'DecideGrade'> = (state, command) => {
  const { body, at } = command;
  const proposal = state.gradeProposal;
  const no = denied({
    // Else the assignment would wait for the transfer's answer, and the answer for the transfer's step.
    TransferPending: state.terms.rules >= 3 && state.transfer !== null,
    ...separated(state, command),
    ReasonMissing: blank(body.reason),
  });
  if (no !== null || proposal === null) return no ?? decided();
  const { clause, before } = proposal;
  const { reason } = body;
  const severity = body.decision === 'confirm' ? proposal.severity : proposal.severity === 'general' ? 'major' : before;
  if (severity !== null && severity !== before)
    return decided(happened('Graded', { severity, clause, reason, ...next(state, severity, at) }));
  const step =
    state.status === 'registered'
      ? stepOf({ ...state, severity, gradeProposal: null }, severity === null ? 'grade' : 'assign', at)
      : null;
  return decided(happened('GradeDeclined', { severity: before, reason, step }));
};

/** A major grade: the department's principal, then 安委办主任, then 分管副县长. */
function upward(state: HazardState): readonly Seat[] {
  const [, director, deputyHead] = countyPath(state);
  return [leadSeat(state, 3), director, deputyHead].filter((seat) => seat !== undefined);
}

/** A downgrade: 安委办 first. */
function downward(state: HazardState): readonly Seat[] {
  const [, director, deputyHead] = countyPath(state);
  return [director, deputyHead].filter((seat) => seat !== undefined);
}

/** What a decided grade leads to: an assignment, or, when it turns out major in the work, a plan. */
function next(
  state: HazardState,
  severity: Severity,
  at: Instant,
): { readonly step: StepBegun | null; readonly to: 'planning' | null } {
  const draft = { ...state, severity, gradeProposal: null };
  if (state.status === 'registered') return { step: stepOf(draft, 'assign', at), to: null };
  const unplanned = severity === 'major' && state.status === 'rectifying' && state.plan?.decision !== 'approved';
  return unplanned ? { step: stepOf(draft, 'plan', at), to: 'planning' } : { step: null, to: null };
}
