import type { Command, HandOverBody, HearBody } from '../kernel/command.ts';
import type { Day, Instant } from '../kernel/instant.ts';
import type { ReviseBody } from '../kernel/revision.ts';
import type { MatterId, PersonId, UnitId } from '../kernel/terms.ts';
import type { About, Concealed, DeclineGround, Handed, Result, Sealed, Source } from './state.ts';

/** A tip as it is handed in. Its `identity`, if any, never comes this far. */
export interface GiveTipBody {
  readonly about: About;
  readonly source: Source;
  readonly description: Sealed;
  readonly place: Sealed;
  readonly region?: UnitId;
  readonly sector?: string;
  readonly subject?: UnitId;
  readonly foundOn?: Day;
  readonly evidence?: readonly string[];
  readonly staff?: boolean;
  /** Made by the server: which sealed row, and whether a name lies in it. */
  readonly tipId?: string;
  readonly named?: boolean;
}

export interface AcceptTipBody {
  /** Who verifies: the unit with jurisdiction, or 安委办. */
  readonly unit: UnitId;
  readonly subject?: UnitId;
  readonly region?: UnitId;
  readonly sector?: string;
}

export interface DeclineTipBody {
  readonly ground: DeclineGround;
  readonly reason: Sealed;
  /** With `noJurisdiction`: to whom it was handed, and the receipt. */
  readonly handed?: Handed;
}

export interface ReturnTipBody {
  readonly reason: Sealed;
}

export interface DecideDismissalBody {
  readonly decision: 'approve' | 'decline';
  readonly reason?: Sealed;
  /** Of a repetition: the first tip once more, as whoever decides has found it. */
  readonly first?: MatterId;
}

/** The hazard as the officers found it, in their own words: nothing of the tipster's goes into it. */
export interface Finding {
  readonly region: UnitId;
  readonly subject?: UnitId;
  /** The supervising unit; without it the one that verified. */
  readonly lead?: UnitId;
  readonly sector?: string;
  readonly description: string;
  readonly place: string;
  readonly foundOn: Day;
  readonly items: readonly { readonly text: string }[];
  readonly evidence: readonly string[];
  readonly urgent?: boolean;
}

export interface VerifyTipBody {
  readonly result: Result;
  readonly note: Sealed;
  readonly officers: readonly PersonId[];
  readonly evidence: readonly string[];
  readonly concealed?: Concealed;
  readonly finding?: Finding;
}

export interface RequestMoreTimeBody {
  readonly reason: Sealed;
}

export interface DecideMoreTimeBody {
  readonly decision: 'grant' | 'refuse';
  readonly reason: Sealed;
}

export interface AnswerTipBody {
  readonly text: Sealed;
  readonly evidence?: readonly string[];
  /** How it stands while the hazard is still being put right. */
  readonly interim?: boolean;
  /** Why the final answer does not wait for the end of a hazard: none runs. */
  readonly withoutHazard?: Sealed;
}

export interface MarkDuplicateBody {
  /** The tip that came first. */
  readonly first: MatterId;
}

export interface RecordPenaltyBody {
  /** Whole yuan. */
  readonly amount: number;
  readonly document: string;
  readonly decidedOn: Day;
  /** The document of an earlier record that this one corrects. */
  readonly supersedes?: string;
  /** Why it is corrected. */
  readonly reason?: Sealed;
}

export interface ProposeRewardBody {
  readonly reward: 'grant' | 'none';
  readonly reason?: Sealed;
}

export interface DecideRewardBody {
  /** `returned`: neither; it is to be proposed anew, for instance because the fine is not decided yet. */
  readonly decision: 'grant' | 'decline' | 'returned';
  readonly reason?: Sealed;
}

export type GiveTip = Command<'GiveTip', GiveTipBody>;
export type AcceptTip = Command<'AcceptTip', AcceptTipBody>;
export type DeclineTip = Command<'DeclineTip', DeclineTipBody>;
export type DecideDismissal = Command<'DecideDismissal', DecideDismissalBody>;
export type ReturnTip = Command<'ReturnTip', ReturnTipBody>;
export type VerifyTip = Command<'VerifyTip', VerifyTipBody>;
export type RequestMoreTime = Command<'RequestMoreTime', RequestMoreTimeBody>;
export type DecideMoreTime = Command<'DecideMoreTime', DecideMoreTimeBody>;
export type AnswerTip = Command<'AnswerTip', AnswerTipBody>;
export type MarkDuplicate = Command<'MarkDuplicate', MarkDuplicateBody>;
export type RecordPenalty = Command<'RecordPenalty', RecordPenaltyBody>;
export type ProposeReward = Command<'ProposeReward', ProposeRewardBody>;
export type DecideReward = Command<'DecideReward', DecideRewardBody>;
export type HandOver = Command<'HandOver', HandOverBody>;
export type ReviseTerms = Command<'ReviseTerms', ReviseBody>;
/** `resentFor`: the auditor found that a wake due then was lost, and sends it again. */
export type Wake = Command<'Wake', { readonly resentFor?: Instant }>;
export type Hear = Command<'Hear', HearBody>;

/** Everything that can be asked of a tip. */
export type TipCommand =
  | GiveTip
  | AcceptTip
  | DeclineTip
  | MarkDuplicate
  | DecideDismissal
  | ReturnTip
  | VerifyTip
  | RequestMoreTime
  | DecideMoreTime
  | RecordPenalty
  | AnswerTip
  | ProposeReward
  | DecideReward
  | HandOver
  | ReviseTerms
  | Wake
  | Hear;
