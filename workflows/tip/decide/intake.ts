import { dayOf, type Instant } from '../../kernel/instant.ts';
import type { Chain, PostId, Terms } from '../../kernel/terms.ts';
import type { GiveTip } from '../command.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import type { About, PeriodName, Step } from '../state.ts';
import { carried, stepFrom, stepUntil } from '../step.ts';
import {
  isOf,
  chainOf,
  decided,
  firstHolder,
  isNoTownship,
  isUnknown,
  type Decide,
  type Open,
  type TipDecision,
} from './parts.ts';
import { refuse } from '../../kernel/refusal.ts';

/** The opaque name of a sealed row: `tid-` and 32 hexadecimal digits. */
const TIP_ID = /^tid-[0-9a-f]{32}$/;
/** Whoever these are gives a tip as nobody: an actor is recorded for good, a tipster is not. */
const TIPSTERS: readonly string[] = ['public', 'enterprise'];
/** Who may verify; where people died the county's government sees to it (《安全生产法》第73条), no township or 安委办 alone. */
const VERIFYING: Readonly<Record<About, readonly Chain['kind'][]>> = {
  hazard: ['department', 'township', 'office'],
  violation: ['department', 'township', 'office'],
  concealedAccident: ['county', 'department'],
};

/** Opens the tip: 安委办's desk holds it, or whoever comes next when 安委办 itself is reported. */
export function giveTip({ body, opening, known, actor, at }: GiveTip): TipDecision {
  if (opening === undefined) return { refusal: refuse('NotOpened', '登记举报缺少编号和适用规则。') };
  const { tipId = '', named = false, subject, region, foundOn } = body;
  const no = denied({
    TipIdMissing: !TIP_ID.test(tipId),
    TipsterShown: TIPSTERS.includes(actor.role) && actor.person !== 'anonymous',
    UnknownUnit: isUnknown(known, [subject, region]),
    NotATownship: isNoTownship(known, region, opening.terms),
    FoundInFuture: foundOn !== undefined && foundOn > dayOf(at),
  });
  if (no !== null) return no;
  // A policy of this kind carries exactly these periods: the seed makes it from `terms.ts`.
  const terms = opening.terms as Terms<PeriodName>;
  const { about, source, description, place, staff = false, sector = null, evidence = [] } = body;
  const subjectKind = chainOf(known, subject)?.kind ?? null;
  const where = { region: region ?? null, sector, subject: subject ?? null, subjectKind };
  const holder = firstHolder({ status: 'received', chain: null, ...where, terms }, {});
  return decided(
    happened('TipGiven', {
      ...{ opening: { ...opening, terms }, tipId, named, staff, about, source, description, place },
      ...where,
      foundOn: foundOn ?? null,
      evidence,
      step: stepFrom(terms, 'accept', holder, at),
    }),
  );
}

/** 受理: names who verifies, and the subject where the tip names none: one that was named stays barred. From here the answer is due. */
export const acceptTip: Decide<'AcceptTip'> = (state, command) => {
  const { body, known, at } = command;
  const { unit, region } = body;
  const subject = body.subject ?? state.subject;
  const subjectKind = body.subject === undefined ? state.subjectKind : (chainOf(known, subject)?.kind ?? null);
  const chain = chainOf(known, unit);
  const no = denied({
    UnknownUnit: isUnknown(known, [unit, body.subject, region]),
    NotATownship: isNoTownship(known, region, state.terms),
    UnitIsSubject: unit === subject,
    UnitCannotVerify: chain !== null && !VERIFYING[state.about].includes(chain.kind),
    TownshipElsewhere: chain?.kind === 'township' && unit !== (region ?? state.region),
    UnitReturned: unit === state.returned?.unit,
    DismissalPending: state.dismissal !== null,
    ActorOfSubject: isOf(command, subject) || isOf(command, state.subject),
    SubjectStays: body.subject !== undefined && state.subject !== null && body.subject !== state.subject,
  });
  if (no !== null || chain === null) return no ?? decided();
  const holder = firstHolder(state, { status: 'verifying', chain, subject, subjectKind });
  return decided(
    happened('TipAccepted', {
      chain,
      subject,
      subjectKind,
      region: region ?? state.region,
      sector: body.sector ?? state.sector,
      step: toAnswer(state, holder, at),
    }),
  );
};

/** 退回, once, by who was wrongly chosen to verify: 安委办 names another, and the time to answer runs on. */
export const returnTip: Decide<'ReturnTip'> = (state, command) => {
  const {
    body: { reason },
    at,
  } = command;
  const { chain, subject, returned, dismissal, terms } = state;
  const no = denied({
    ActorOfSubject: isOf(command, subject),
    ReturnedBefore: returned !== null,
    DismissalPending: dismissal !== null,
  });
  if (no !== null || chain === null) return no ?? decided();
  const holder = firstHolder(state, { status: 'received', chain: null });
  const step = carried(state.step, stepFrom(terms, 'reassign', holder, at), at);
  return decided(happened('TipReturned', { unit: chain.unit, reason, step }));
};

/** Whoever is given a returned tip has what is left of the time to answer; nothing left, it is theirs to make up for. */
function toAnswer({ answerDue, step, terms }: Open, holder: PostId, at: Instant): Step {
  if (answerDue === null) return stepFrom(terms, 'answer', holder, at);
  if (answerDue > at) return stepUntil('answer', holder, at, { at: answerDue, provisional: step.provisional });
  return { ...stepFrom(terms, 'takeOver', holder, at), firstDue: answerDue };
}
