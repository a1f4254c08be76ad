import type { Instant } from '../kernel/instant.ts';
import type { Clock } from '../kernel/ladder.ts';
import type { Paper } from '../kernel/papers.ts';
import type { MatterId, PersonId, PostId, Terms, UnitId } from '../kernel/terms.ts';

/** The deadlines of the case; the figures stand in the policy. */
export type PeriodName = 'drafting' | 'hearing' | 'deciding' | 'reminder' | 'firstAsk' | 'ask';

/** Statuses in which somebody still has to act. */
export type OpenStatus = 'drafting' | 'hearing' | 'deciding' | 'referred' | 'handling';
/** Statuses that end the case: told to the hazard, nothing is heard any more. */
export type FinalStatus = 'concluded' | 'declined' | 'returned';
export type Status = OpenStatus | FinalStatus;

/** Officials and units answer to supervision, enterprises to enforcement and the courts (domain §2.14, L7). */
export type SubjectKind = 'publicOfficial' | 'unit' | 'enterprise';

/** Who can be asked to take a lead over: 督查室, 纪检监察, 组织部 · 行政执法, 公安, 检察. */
export type Body = 'inspectorate' | 'discipline' | 'organization' | 'enforcement' | 'police' | 'procuratorate';

/** Why accountability is asked for: the words of the seeds, of 安全生产法 §90 and of 责任制规定 §18. */
export const GROUNDS = [
  'untimely',
  'inadequate',
  'evasion',
  'negligence',
  'dereliction',
  'concealment',
  'falsifiedCloseout',
  'accident',
  'inaction',
  'obstruction',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** Personal text that is kept outside history: `sealed:…`, its salted hash. */
export type Sealed = string & { readonly __brand: 'Sealed' };

/** The running step: who holds the case until when, and the next instant that matters. */
export interface Step {
  readonly holder: PostId;
  readonly period: PeriodName;
  readonly since: Instant;
  readonly due: Instant;
  readonly provisional: boolean;
  /** The due instant, or after it the next reminder. */
  readonly wakeAt: Instant;
  /** Reminders given since the step began; above zero the step is overdue. */
  readonly reminders: number;
  /** When the first holder of this status should have finished; it stays when the step is handed over. */
  readonly firstDue: Instant;
}

/** The hazard that the case came from, as it stood when the dossier was frozen. */
export interface Origin {
  readonly hazard: MatterId;
  readonly number: string;
  readonly round: number;
  readonly ground: Ground;
  readonly clock: Clock | null;
  readonly upToSeq: number;
  /** `sha256:…` of the frozen dossier; null while the job could not store one. */
  readonly dossier: string | null;
}

/** Who held the hazard or is a subject: they speak, but do not draft, propose or decide (回避). */
export interface Involved {
  readonly people: readonly PersonId[];
  readonly posts: readonly PostId[];
}

/** What is proposed for a subject: to be referred to a body, or not to be (尽职免责). */
export type Proposed =
  | { readonly action: 'refer'; readonly to: Body; readonly basis: string }
  | { readonly action: 'exempt'; readonly basis: string };

export interface Statement {
  readonly text: Sealed;
  readonly evidence: readonly string[];
  readonly at: Instant;
  /** Received after the hearing's deadline: kept and read, and marked. */
  readonly late: boolean;
}

export interface SubjectOutcome {
  readonly text: Sealed;
  readonly document: string;
  readonly at: Instant;
}

/** One subject of the case, by its own key (`s1`, `s2`, …). */
export interface Subject {
  readonly key: string;
  readonly kind: SubjectKind;
  /** A person, post or unit id. */
  readonly id: string;
  readonly unit: UnitId | null;
  /** Where notices to the subject go; null when the register names no post. */
  readonly post: PostId | null;
  readonly ground: Ground;
  readonly proposed: Proposed | null;
  readonly statement: Statement | null;
  /** 未提交说明: the hearing ended without a word. */
  readonly silent: boolean;
  readonly outcome: SubjectOutcome | null;
}

/** A lead sent to one body, with the subjects that it concerns. */
export interface Referral {
  readonly to: Body;
  readonly subjects: readonly string[];
  readonly answer: { readonly accepted: boolean; readonly document: string; readonly at: Instant } | null;
}

export interface EvidenceNote {
  readonly bears: 'for' | 'against';
  readonly subject: string | null;
  readonly evidence: readonly string[];
  readonly note: Sealed | null;
  readonly by: PersonId;
  readonly at: Instant;
}

/** What the drafter proposed, and who has to decide: 县委 where 党政同责. */
export interface Proposal {
  readonly authority: 'committee' | 'party';
  readonly by: PersonId;
  readonly report: Sealed;
}

interface Case {
  readonly matterId: MatterId;
  readonly number: string;
  readonly terms: Terms<PeriodName>;
  readonly origin: Origin;
  readonly involved: Involved;
  readonly region: UnitId | null;
  readonly units: readonly UnitId[];
  readonly subjects: readonly Subject[];
  readonly evidence: readonly EvidenceNote[];
  /** What the hazard told meanwhile, such as that it was closed: it may mitigate (责任制规定 §22). */
  readonly heard: readonly { readonly event: string; readonly at: Instant }[];
  /** What was drawn up here and what became of it; absent until something is, and under rules 1. */
  readonly papers?: readonly Paper[];
  readonly openedAt: Instant;
}

export interface Drafting extends Case {
  readonly status: 'drafting';
  readonly step: Step;
}

/** From the proposal on the case knows what is asked and until when the subjects could speak in time. */
interface Proposing extends Case {
  readonly proposal: Proposal;
  readonly hearingDue: Instant;
}

export interface Hearing extends Proposing {
  readonly status: 'hearing';
  readonly step: Step;
}

export interface Deciding extends Proposing {
  readonly status: 'deciding';
  readonly step: Step;
}

export interface Referred extends Proposing {
  readonly status: 'referred' | 'handling';
  readonly step: Step;
  readonly referrals: readonly Referral[];
}

export interface Ended extends Proposing {
  readonly status: FinalStatus;
  readonly referrals: readonly Referral[];
  readonly endedAt: Instant;
}

/** A case, one member per status; `referred` and `handling` differ in nothing but who was heard. */
export type State = Drafting | Hearing | Deciding | Referred | Ended;

/** The final statuses have no holder and no deadline. */
export function isEnded(state: State): state is Ended {
  return state.status === 'concluded' || state.status === 'declined' || state.status === 'returned';
}

/** A subject by its key or by the id it has in the register; null when the case has none such. */
export function subjectOf(state: State, keyOrId: string): Subject | null {
  return state.subjects.find((s) => s.key === keyOrId || s.id === keyOrId) ?? null;
}

/** Whether the lead on a subject still waits for a body's answer or for the outcome. */
export function isPending(referrals: readonly Referral[], subject: Subject): boolean {
  const referral = referrals.find((r) => r.subjects.includes(subject.key));
  return referral !== undefined && referral.answer?.accepted !== false && subject.outcome === null;
}
