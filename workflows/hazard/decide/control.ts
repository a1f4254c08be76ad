import { dueAfter } from '../../kernel/deadline.ts';
import { happened } from '../event.ts';
import type { Control } from '../regions/control.ts';
import { denied } from '../refusal.ts';
import type { HazardState } from '../state.ts';
import { blank, decided, type Decide } from './parts.ts';

/** Controls and cut supplies that nobody has lifted. */
export function isControlled(state: HazardState): boolean {
  return (
    state.controls.some((control) => control.liftedAt === null) ||
    state.supplies.some((supply) => supply.restoredAt === null)
  );
}

/** 现场处理措施: stands until its review. */
export const imposeControl: Decide<'ImposeControl'> = (state, { body, at }) => {
  const no = denied({ ReasonMissing: blank(body.reason) });
  if (no !== null) return no;
  const control = {
    nth: state.controls.length + 1,
    kind: body.control,
    target: body.target,
    imposedAt: at,
    document: body.document ?? null,
    until: null,
  } satisfies Partial<Control>;
  const { officers, reason, evidence } = body;
  return decided(happened('ControlImposed', { control, officers, reason, evidence }));
};

/** 申请恢复: opens the review. */
export const requestResumption: Decide<'RequestResumption'> = (state, { body, at }) =>
  denied({ NoControlStanding: !isControlled(state), EvidenceMissing: body.evidence.length === 0 }) ??
  decided(
    happened('ResumptionRequested', {
      ...body,
      until: dueAfter(state.terms.periods.recheck, at, state.terms.calendar).at,
    }),
  );

/** The review: consent lifts every standing control. */
export const decideResumption: Decide<'DecideResumption'> = (state, { body }) => {
  const no = denied({ NoResumptionPending: state.resumption === null });
  if (no !== null) return no;
  const { officers, opinion, evidence } = body;
  if (body.decision === 'refuse') return decided(happened('ResumptionRefused', { officers, opinion, evidence }));
  const lifted = state.controls.filter((control) => control.liftedAt === null).map((control) => control.nth);
  return decided(happened('ResumptionConsented', { officers, opinion, evidence, lifted }));
};

/** 停电停供 (《安全生产法》第70条). */
export const cutSupply: Decide<'CutSupply'> = (state, { body, at }) => {
  const no = denied({ NoControlStanding: !isControlled(state) });
  if (no !== null) return no;
  const { supply, document, reason, evidence } = body;
  const emergency = body.emergency === true;
  return decided(happened('SupplyCutNoticed', { supply, document, effectiveAt: at, emergency, reason, evidence }));
};

/** 恢复供应. */
export const restoreSupply: Decide<'RestoreSupply'> = (state, { body }) =>
  denied({
    SupplyNotCut: !state.supplies.some((supply) => supply.kind === body.supply && supply.restoredAt === null),
    ReasonMissing: blank(body.reason),
  }) ?? decided(happened('SupplyRestored', body));
