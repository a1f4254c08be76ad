import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import { isEnded, isPending, type State } from '../../../workflows/accountability/state.ts';
import { REFUSAL_WORDS } from '../../../workflows/accountability/words.ts';
import type { Law } from '../law.ts';
import { sharedLaws } from '../shared-laws.ts';

type CaseLaw = Law<State>;

const held = (rules: AnyRules): CaseLaw => ({
  name: 'an open case has one holder and a next wake ahead',
  broken: ({ after, now }) => {
    if (isEnded(after)) return 'step' in after ? 'it is over, and a step runs' : null;
    if (after.step.holder.length === 0) return `nobody holds it while ${after.status}`;
    const wake = rules.nextWake(after);
    return wake !== null && wake > now ? null : `it is ${now}, and its next wake is ${String(wake)}`;
  },
});

/** What only a named person may bring about. */
const DECISIONS: ReadonlySet<string> = new Set([
  'EvidenceAdded',
  'StatementSubmitted',
  'ReferralProposed',
  'ReferralApproved',
  'CaseDeclined',
  'ReferralAccepted',
  'ReferralRefused',
  'OutcomeRecorded',
  'CaseConcluded',
  'CaseReturned',
  'TermsRevised',
]);

const silenceDecidesNothing: CaseLaw = {
  name: 'silence decides and refers nothing',
  broken: ({ before, after, entries, move }) => {
    for (const { command, events } of entries)
      for (const { type, actor } of events)
        if (DECISIONS.has(type) && (command === 'Wake' || actor.role === 'system')) return `${type} by ${command}`;
    const moved = move.what !== 'say' && before.status !== after.status;
    // The only thing that time ends is the time to speak.
    return moved && !(before.status === 'hearing' && after.status === 'deciding')
      ? `${before.status} became ${after.status} by time`
      : null;
  },
};

/** Whoever is concerned gives evidence and an account of their own, and new terms are no word on the case. */
const ALSO_THEIRS: ReadonlySet<string> = new Set(['EvidenceAdded', 'StatementSubmitted', 'TermsRevised']);

const recusedDecideNothing: CaseLaw = {
  name: 'nobody involved proposes, decides or records',
  broken: ({ before, entries }) => {
    const { people, posts } = before.involved;
    const { partySecretary } = before.terms.county;
    for (const { type, actor } of entries.flatMap((entry) => entry.events)) {
      if (!DECISIONS.has(type) || ALSO_THEIRS.has(type)) continue;
      // The post of 县委 is the last resort: only the person in it can be involved.
      const byPost = actor.post !== partySecretary && posts.includes(actor.post);
      if (byPost || people.includes(actor.person)) return `${type} by ${actor.person}, who is involved`;
    }
    return null;
  },
};

const deciderIsAnother: CaseLaw = {
  name: 'who proposed does not decide',
  broken: ({ before, after, entries }) => {
    const events = entries.flatMap((entry) => entry.events);
    const decision = events.find(({ type }) => type === 'ReferralApproved' || type === 'CaseDeclined');
    if (decision === undefined || !('proposal' in after)) return null;
    // 县委 alone may have drafted and have to decide, where everybody else is recused.
    const isLastResort = decision.actor.post === before.terms.county.partySecretary;
    return after.proposal.by === decision.actor.person && !isLastResort ? `${after.proposal.by} decides` : null;
  },
};

const frozen: CaseLaw = {
  name: 'the dossier, the involved and, but for a revision, the terms stay as they were frozen',
  broken: ({ before, after, entries }) => {
    if (after.origin !== before.origin || after.involved !== before.involved) return 'the dossier has changed';
    const revised = entries.some(({ events }) => events.some(({ type }) => type === 'TermsRevised'));
    return after.terms === before.terms || revised ? null : 'the terms have changed';
  },
};

const endsComplete: CaseLaw = {
  name: 'a case ends for good, and with every lead answered',
  broken: ({ before, after }) => {
    if (isEnded(before)) return 'something happened after its end';
    if (!isEnded(after)) return null;
    const open = after.subjects.filter((subject) => isPending(after.referrals, subject));
    return open.length === 0 ? null : `${open.map((subject) => subject.key).join()} still wait`;
  },
};

const onceSaid: CaseLaw = {
  name: 'a statement and an outcome stay as they were given',
  broken: ({ before, after }) => {
    for (const old of before.subjects) {
      const now = after.subjects.find((subject) => subject.key === old.key);
      if (old.statement !== null && now?.statement !== old.statement) return `${old.key} spoke, and it changed`;
      if (old.outcome !== null && now?.outcome !== old.outcome) return `the outcome of ${old.key} changed`;
    }
    return null;
  },
};

/** Every law that an accountability case keeps under these rules, whatever happens. */
export function caseLaws(rules: AnyRules): readonly CaseLaw[] {
  return [
    ...sharedLaws<State>(rules, Object.keys(REFUSAL_WORDS)),
    held(rules),
    silenceDecidesNothing,
    recusedDecideNothing,
    deciderIsAnother,
    frozen,
    endsComplete,
    onceSaid,
  ];
}
