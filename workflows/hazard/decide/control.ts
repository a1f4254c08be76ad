import type { Decision } from '../../kernel/definition.ts';
import { dueAfter, offsetFrom } from '../../kernel/deadline.ts';
import { dayOf } from '../../kernel/instant.ts';
import { baseOn } from '../clocks.ts';
import type { CommandOf } from '../command.ts';
import { happened, type HazardEvent } from '../event.ts';
import { periodOf } from '../periods.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import type { Control, ControlKind } from '../regions/control.ts';
import { covers, isControlled, isOver, stands } from '../standing.ts';
import type { HazardState } from '../state.ts';
import type { HazardPeriod } from '../terms.ts';
import { imposersDenied, isPrincipal } from './control-officers.ts';
import { blank, decided, isNoPaperDay, once, type Decide } from './parts.ts';
import { transferTakenBack } from './transfer.ts';

/**
 * 现场处理措施 (《安全生产法》第65条): stands until a review consents. One that is imposed while a transfer waits takes the
 * transfer back: whoever imposed it answers for it.
 */
export const imposeControl: Decide<'ImposeControl'> = (state, command) => {
  const { body } = command;
  if (body.extend !== undefined) return extend(state, command, body.extend);
  const no = imposersDenied(state, command) ?? replacingDenied(state, command) ?? imposingDenied(state, command);
  if (no !== null) return no;
  const { officers, reason, evidence, replaces } = body;
  const said = { officers: once(officers), reason, evidence, replaces: replaces ?? null };
  const imposed = happened('ControlImposed', { ...said, control: controlOf(state, command) });
  return state.transfer === null
    ? decided(imposed)
    : decided(transferTakenBack(state, '已采取现场处理措施，移送收回', command.at), imposed);
};

/** 申请恢复生产经营: its review has its own term, and silence consents to nothing. */
export const requestResumption: Decide<'RequestResumption'> = (state, { body, at }) => {
  const period = periodOf(state, 'resumptionReview');
  const due = dueAfter(period, at, state.terms.calendar);
  return (
    denied({
      NoControlStanding: !isControlled(state),
      ResumptionPending: state.resumption !== null,
      EvidenceMissing: body.evidence.length === 0,
    }) ?? decided(happened('ResumptionRequested', { ...body, period, until: due.at, provisional: due.provisional }))
  );
};

/** 停电、停供民用爆炸物品 (《安全生产法》第70条): a stop order is not obeyed, the principal approves, a day's notice is given. */
export const cutSupply: Decide<'CutSupply'> = (state, command) => {
  const { body, at, actor } = command;
  const { supply, document, reason, evidence } = body;
  const emergency = body.emergency === true;
  const no = denied({
    // An order whose term is over stands until a review lifts it, but nobody has to obey it any more.
    NoStopOrder: !state.controls.some(
      (control) => stands(control) && !isOver(control, at) && control.kind !== 'withdraw',
    ),
    ...separated(state, command),
    CutNeedsPrincipal: !isPrincipal(state, actor),
    SupplyAlreadyCut: isCut(state, supply),
    DocumentMissing: blank(document),
    ReasonMissing: blank(reason),
    EvidenceMissing: evidence.length === 0,
  });
  if (no !== null) return no;
  const effectiveAt = emergency ? at : dueAfter(periodOf(state, 'powerCutNotice'), at, state.terms.calendar).at;
  return decided(happened('SupplyCutNoticed', { supply, document, effectiveAt, emergency, reason, evidence }));
};

/** 恢复供应: at once when it is cured, or when the notice is withdrawn before it took effect. */
export const restoreSupply: Decide<'RestoreSupply'> = (state, command) => {
  const { body } = command;
  const no = denied({
    ...separated(state, command),
    SupplyNotCut: !isCut(state, body.supply),
    ReasonMissing: blank(body.reason),
    EvidenceMissing: body.evidence.length === 0,
  });
  return no ?? decided(happened('SupplyRestored', body));
};

/** 查封 lasts thirty days and once as many again, by decision of the authority's head (《行政强制法》第25条). */
function extend(
  state: HazardState,
  { body, at, actor }: CommandOf<'ImposeControl'>,
  nth: number,
): Decision<HazardEvent> {
  const found = state.controls.find((control) => control.nth === nth);
  const until = found?.until ?? null;
  const no = denied({
    ControlNotExtendable: found?.kind !== 'seal' || !stands(found) || found.extendedAt !== null,
    ControlDiffers: found !== undefined && (body.control !== found.kind || !covers(found, body.target)),
    ControlTermOver: found !== undefined && isOver(found, at),
    ExtensionNeedsPrincipal: !isPrincipal(state, actor),
    DocumentMissing: blank(body.document),
    ReasonMissing: blank(body.reason),
    EvidenceMissing: body.evidence.length === 0,
  });
  const { document, reason, evidence } = body;
  if (no !== null || until === null || document === undefined) return no ?? decided();
  const period = periodOf(state, 'sealExtension');
  const next = offsetFrom(until, period, state.terms.calendar);
  return decided(happened('ControlExtended', { nth, period, until: next, document, reason, evidence }));
}

/**
 * A measure whose term is over gives its place to another kind on the same target, by the principal. No weaker measure
 * and no second seal: what a review has to lift is not lifted by putting something in its place.
 */
function replacingDenied(state: HazardState, { body, at, actor }: CommandOf<'ImposeControl'>) {
  if (body.replaces === undefined) return null;
  const replaced = state.controls.find((control) => control.nth === body.replaces);
  return denied({
    ControlNotReplaceable:
      replaced === undefined ||
      !stands(replaced) ||
      !isOver(replaced, at) ||
      body.control === replaced.kind ||
      body.control === 'withdraw',
    ControlDiffers: replaced !== undefined && !covers(replaced, body.target),
    ReplacementNeedsPrincipal: !isPrincipal(state, actor),
  });
}

function imposingDenied(state: HazardState, { body, at }: CommandOf<'ImposeControl'>) {
  const date = body.date ?? dayOf(at);
  const until = controlEnd(state, body, at).until;
  const same = state.controls.filter((control) => control.kind === body.control && covers(control, body.target));
  return denied({
    ControlAlreadyStands: same.some(stands),
    // 《行政强制法》第25条: thirty days and once as many again are all that a seal has, whatever took its place since.
    SealTermUsed: body.control === 'seal' && same.some((control) => isOver(control, control.liftedAt ?? at)),
    DocumentMissing: body.control !== 'withdraw' && blank(body.document),
    DayInFuture: isNoPaperDay(date, state.foundOn, at),
    ControlTermOver: until !== null && until <= at,
    ReasonMissing: blank(body.reason) || blank(body.target),
    EvidenceMissing: body.evidence.length === 0,
  });
}

/** Which term the law sets to a measure; none to 撤人 and 停用, which last until they are lifted. */
const TERMS: Readonly<Partial<Record<ControlKind, HazardPeriod>>> = { seal: 'sealLimit', suspend: 'suspensionLimit' };

function controlEnd(
  state: HazardState,
  body: CommandOf<'ImposeControl'>['body'],
  at: CommandOf<'ImposeControl'>['at'],
): Pick<Control, 'period' | 'until'> {
  const name = TERMS[body.control];
  if (name === undefined) return { period: null, until: null };
  const period = periodOf(state, name);
  return { period, until: dueAfter(period, baseOn(body.date ?? dayOf(at), at), state.terms.calendar).at };
}

function controlOf(state: HazardState, { body, at }: CommandOf<'ImposeControl'>) {
  return {
    nth: state.controls.length + 1,
    kind: body.control,
    target: body.target,
    imposedAt: at,
    document: body.document ?? null,
    date: body.date ?? dayOf(at),
    ...controlEnd(state, body, at),
  };
}

function isCut(state: HazardState, kind: HazardState['supplies'][number]['kind']): boolean {
  return state.supplies.some((supply) => supply.kind === kind && supply.restoredAt === null);
}
