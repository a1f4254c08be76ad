import type { Known } from '../../kernel/command.ts';
import { dayOf, type Day } from '../../kernel/instant.ts';
import type { UnitId } from '../../kernel/terms.ts';
import type { Finding } from '../command.ts';
import { happened } from '../event.ts';
import { denied, type Denied } from '../refusal.ts';
import { isOfSubject, reseated } from '../seats.ts';
import { withFound } from '../reported.ts';
import { isTrue, type State, type Step } from '../state.ts';
import { numberIn } from '../terms.ts';
import {
  isOf,
  worksFor,
  chainOf,
  decided,
  isNoTownship,
  isUnknown,
  peopleOf,
  type Decide,
  type Open,
} from './parts.ts';

/** People who may not verify what is said of an enterprise, whatever else they are. */
const NO_OFFICERS: readonly string[] = ['enterprise', 'public'];

/** 核查: at least two officers say what is true of it. A hazard that is true is opened from what they found. */
export const verifyTip: Decide<'VerifyTip'> = (state, command) => {
  const { body, known, at } = command;
  const { result, note, evidence, finding = null, concealed = null } = body;
  const officers = [...new Set(body.officers)];
  const subject = finding?.subject ?? state.subject;
  const officer = officers.map((person) => known?.people[person]);
  const holds = isTrue(result);
  const no =
    denied({
      DismissalPending: state.dismissal !== null,
      UnknownPerson: officer.includes(undefined),
      OfficersTooFew: officers.length < numberIn(state.terms, 'officersMin'),
      OfficerOfSubject: [subject, state.subject].some((unit) =>
        officers.some((person) => worksFor(known, person, unit)),
      ),
      OfficerNotOfAuthority: officer.some((person) => person !== undefined && NO_OFFICERS.includes(person.role)),
      ActorOfSubject: isOf(command, subject) || isOf(command, state.subject),
      EvidenceMissing: evidence.length === 0,
      FindingMissing: holds && state.about === 'hazard' && finding === null,
      FindingNotTrue: !holds && finding !== null,
      ConcealedMissing: holds && state.about === 'concealedAccident' && concealed === null,
      ConcealedElsewhere: concealed !== null && !(holds && state.about === 'concealedAccident'),
    }) ?? (finding === null ? null : unfit(state, finding, subject, known, dayOf(at)));
  if (no !== null) return no;
  const verifiers = [...new Set([...officers, ...peopleOf(command)])];
  const kind = finding?.subject === undefined ? state.subjectKind : (chainOf(known, subject)?.kind ?? null);
  const said = { result, note, officers, verifiers, evidence, concealed, subject, subjectKind: kind };
  return decided(happened('TipVerified', { ...said, finding, step: stepOn(state, subject, kind) }));
};

/** The step goes on; where its holder turned out to be of the subject, whoever stands above goes on with it. */
function stepOn(state: Open, subject: State['subject'], subjectKind: State['subjectKind']): Step {
  const { step } = state;
  const after = withFound(state, { subject, subjectKind });
  if (!isOfSubject(after, step.holder) && !isOfSubject(after, step.place)) return step;
  const next = reseated(state, after, step.place);
  return { ...step, holder: next, place: next };
}

/** What a hazard would not be opened with is refused here, where the officer can mend it. */
function unfit(
  state: State,
  finding: Finding,
  subject: UnitId | null,
  known: Known | undefined,
  today: Day,
): Denied | null {
  const { region, lead, items, foundOn } = finding;
  return denied({
    UnknownUnit: isUnknown(known, [region, lead, finding.subject]),
    NotATownship: isNoTownship(known, region, state.terms),
    NoJurisdiction: lead !== undefined && lacksJurisdiction(known, lead, region, subject),
    UnitIsSubject: subject !== null && subject === state.chain?.unit,
    ItemsMissing: items.length === 0,
    FoundInFuture: foundOn > today,
  });
}

/** A department, 安委办, or the township that it lies in (安全生产法 §10); never who is reported. */
function lacksJurisdiction(known: Known | undefined, lead: UnitId, region: UnitId, subject: UnitId | null): boolean {
  const kind = chainOf(known, lead)?.kind;
  if (lead === subject) return true;
  return kind === 'township' ? lead !== region : kind !== 'department' && kind !== 'office';
}
