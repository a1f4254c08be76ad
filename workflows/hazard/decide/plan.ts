import type { Instant } from '../../kernel/instant.ts';
import { dueFrom, withAmount } from '../clocks.ts';
import { happened } from '../event.ts';
import { assignmentOf } from '../evolve/apply.ts';
import { FIVE_ASSURED, PLAN_PARTS, type Plan } from '../matter.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import type { HazardState } from '../state.ts';
import { runningStay } from '../stays.ts';
import { stepOf } from '../steps.ts';
import { limitDenied, limitOf } from './assignment.ts';
import { asOf, blank, decided, type Decide } from './parts.ts';

/** The six-part plan (Order 16 §15), handed in for review. */
export const submitPlan: Decide<'SubmitPlan'> = (state, { body, at, actor }) => {
  const { usual, most } = limitOf(state);
  const due = dueFrom(state.terms, 'plan', withAmount(usual, body.limit), assignmentOf(state).base, at);
  const no =
    denied({
      PlanAwaitsReview: asOf(state, at).step === 'planReview',
      PlanPartMissing: PLAN_PARTS.some((part) => blank(body.parts[part])),
    }) ?? limitDenied(withAmount(usual, body.limit), most, due, measuredAt(state, at));
  if (no !== null) return no;
  const { parts, assured, limit, evidence } = body;
  const plan: Plan = { parts, assured, limit, submittedBy: actor.person, submittedAt: at, decision: 'pending' };
  return decided(happened('PlanSubmitted', { plan, evidence, step: stepOf(state, 'planReview', at) }));
};

/** The review: approved only with all 五落实, and then T is what the plan says; else another plan is due. */
export const decidePlan: Decide<'DecidePlan'> = (state, command) => {
  const { body, at } = command;
  const plan = state.plan;
  const no = denied({
    NoPlanToDecide: plan === null || asOf(state, at).step !== 'planReview',
    ...separated(state, command),
    ReasonMissing: blank(body.reason),
    FiveNotAssured: body.decision === 'approve' && FIVE_ASSURED.some((part) => plan?.assured[part] !== true),
  });
  if (no !== null || plan === null) return no ?? decided();
  const { reason } = body;
  if (body.decision === 'reject') return decided(happened('PlanRejected', { reason, step: stepOf(state, 'plan', at) }));
  const { usual } = limitOf(state);
  const { base, service } = assignmentOf(state);
  const due = dueFrom(state.terms, 'plan', withAmount(usual, plan.limit), base, at);
  return (
    denied({ DueInPast: due.due !== null && due.due <= measuredAt(state, at) }) ??
    decided(
      happened('PlanApproved', {
        reason,
        due: { ...due, provisional: service === null || due.provisional },
        step: stepOf(state, 'rectify', at),
      }),
    )
  );
};

/** While T is stayed, what a plan leaves of it is measured from when it began to rest. */
function measuredAt(state: HazardState, at: Instant): Instant {
  return runningStay(state)?.from ?? at;
}
