import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import { resumed, runningStay } from '../stays.ts';
import { stepOf } from '../steps.ts';
import { isLate } from '../wake.ts';
import { decided, namesAll, pendingItems, type Decide } from './parts.ts';

/** What was done lately; nothing moves by it. */
export const reportProgress: Decide<'ReportProgress'> = (_state, { body }) =>
  decided(happened('ProgressReported', { text: body.text, percent: body.percent ?? null, evidence: body.evidence }));

/** An assisting unit's part is done. */
export const submitAssist: Decide<'SubmitAssist'> = (state, { body, actor }) =>
  denied({
    AssistDone: state.assists.every((assist) => assist.unit !== actor.unit || assist.doneAt !== null),
    EvidenceMissing: body.evidence.length === 0,
  }) ?? decided(happened('AssistSubmitted', { unit: actor.unit, ...body }));

/**
 * 整改完成, item by item with its proof. Heard late or not, it is late only by when it was received; handed in after T
 * it does not give the officers more time: their S has run since the expiry. It ends a stay.
 */
export const submitRectification: Decide<'SubmitRectification'> = (state, { body, at }) => {
  const expired = state.status === 'rechecking' && state.openedBy === 'expiry';
  const no = denied({
    AlreadySubmitted: state.status === 'rechecking' && !expired,
    AssistsOutstanding: state.assists.some((assist) => assist.doneAt === null),
    ItemsMissing: !namesAll(pendingItems(state), body.items),
    EvidenceMissing: body.items.some((item) => item.evidence.length === 0),
  });
  if (no !== null) return no;
  const stay = runningStay(state);
  const late = stay === null && isLate(state, at);
  const { items, summary } = body;
  const said = { items, workers: body.workers ?? [], funds: body.funds ?? null, summary, late, answeredAt: at };
  const submitted = happened('RectificationSubmitted', {
    ...said,
    step: expired && late ? null : stepOf(state, 'recheck', at),
  });
  if (stay === null) return decided(submitted);
  const due = resumed(state, stay, at);
  return decided(happened('StayEnded', { by: 'submission', reason: '整改报验，恢复计时', due }), submitted);
};
