import { dayOf } from '../../kernel/instant.ts';
import type { Chain, Terms, UnitId } from '../../kernel/terms.ts';
import type { GiveTip } from '../command.ts';
import { happened } from '../event.ts';
import { denied } from '../refusal.ts';
import type { PeriodName, State } from '../state.ts';
import { carried, stepFrom } from '../step.ts';
import { chainOf, decided, firstHolder, isNoTownship, isUnknown, type Decide, type TipDecision } from './parts.ts';
import { refuse } from '../../kernel/refusal.ts';

/** The opaque name of a sealed row: `tid-` and 32 hexadecimal digits. */
const TIP_ID = /^tid-[0-9a-f]{32}$/;
/** Whoever these are gives a tip as nobody: an actor is recorded for good, a tipster is not. */
const TIPSTERS: readonly string[] = ['public', 'enterprise'];
/** Who may verify: the unit with jurisdiction, or 安委办. */
const VERIFYING_KINDS: readonly Chain['kind'][] = ['department', 'township', 'office'];

/** Opens the tip: 安委办's desk holds it, or whoever comes next when 安委办 itself is reported. */
export function giveTip({ body, opening, known, actor, at }: GiveTip): TipDecision {
  if (opening === undefined) return { refusal: refuse('NotOpened', '登记举报缺少编号和适用规则。') };
  const { tipId = '', named = false, subject, region, foundOn } = body;
  const no = denied({
    TipIdMissing: !TIP_ID.test(tipId),
    TipsterShown: TIPSTERS.includes(actor.role) && actor.person !== 'anonymous',
    UnknownUnit: isUnknown(known, [subject, region]),
    NotATownship: isNoTownship(known, region),
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

/** 受理: names who verifies, and the subject as far as 安委办 knows better. From here the answer is due. */
export const acceptTip: Decide<'AcceptTip'> = (state, { body, known, actor, at }) => {
  const { unit, region } = body;
  const subject = body.subject ?? state.subject;
  const subjectKind = body.subject === undefined ? state.subjectKind : (chainOf(known, subject)?.kind ?? null);
  const chain = chainOf(known, unit);
  const no = denied({
    UnknownUnit: isUnknown(known, [unit, body.subject, region]),
    NotATownship: isNoTownship(known, region),
    UnitIsSubject: unit === subject,
    UnitCannotVerify: chain !== null && !VERIFYING_KINDS.includes(chain.kind),
    ActorOfSubject: actor.unit === subject,
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
      step: stepFrom(state.terms, 'answer', holder, at),
    }),
  );
};

/** 不予受理, told to the tipster through the code. */
export const declineTip: Decide<'DeclineTip'> = (_state, { body: { ground, reason } }) =>
  decided(happened('TipDeclined', { ground, reason }));

/** Not ones that never counted: a tip is measured by the first valid one. */
const INVALID: readonly string[] = ['rejected', 'duplicate'] satisfies State['status'][];

/** Another tip of the same thing came first: this one is answered, and earns no reward. */
export const markDuplicate: Decide<'MarkDuplicate'> = (state, { body: { first }, known, at }) => {
  const earlier = known?.matters?.[first];
  const no = denied({
    DuplicateOfItself: first === state.matterId,
    DuplicateUnknown: earlier?.kind !== 'tip',
    DuplicateNotValid: earlier !== undefined && INVALID.includes(earlier.status),
    DuplicateNotEarlier: earlier?.openedAt === undefined || earlier.openedAt >= state.openedAt,
    DuplicateElsewhere: earlier !== undefined && !isSamePlace(state, earlier),
  });
  if (no !== null) return no;
  const holder = firstHolder(state, { status: 'duplicate' });
  return decided(
    happened('DuplicateMarked', {
      first,
      step: carried(state.step, stepFrom(state.terms, 'finalAnswer', holder, at), at),
    }),
  );
};

interface Place {
  readonly subject: UnitId | null;
  readonly region: UnitId | null;
}

/** The same subject; where neither names one, the same township, and the rest is for a person to judge. */
function isSamePlace(own: Place, other: Place): boolean {
  if (own.subject !== null || other.subject !== null) return own.subject === other.subject;
  return own.region !== null && own.region === other.region;
}
