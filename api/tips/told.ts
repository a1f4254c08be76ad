import type { CodedTip } from '../../db/tips/codes.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import { kindByName } from '../../workflows/kinds.ts';
import type { Reward, State } from '../../workflows/tip/state.ts';

/** What whoever holds a tip's code is told; `answer` holds a sealed text by its id. */
export interface ToldTip {
  readonly number: string;
  readonly status: string;
  readonly statusLabel: string;
  readonly acceptedAt: Instant | null;
  /** By when they hear: of the acceptance, then of the answer, also of one after an interim one; null once nothing is due. */
  readonly dueAt: Instant | null;
  readonly answer: { readonly text: string; readonly at: Instant; readonly interim: boolean } | null;
  /** In whole yuan, once it was granted; why, as the id of a sealed text, once it was declined. */
  readonly reward: {
    readonly status: Reward['decision'];
    readonly amount: number | null;
    readonly reason: string | null;
  } | null;
}

/** How a tip stands, and nothing else of it: not where it went, nor who deals with it. */
export function toldOf(tip: CodedTip): ToldTip {
  const { number, acceptedAt } = tip;
  const state = tip.state as State | null;
  // Noted, and decided within seconds.
  const status = state?.status ?? 'received';
  return {
    number,
    status,
    statusLabel: kindByName('tip').face.statuses[status]?.label ?? status,
    acceptedAt,
    dueAt: state === null ? null : dueOf(state),
    answer: answerOf(state),
    reward: rewardTold(state, tip.declinedFor),
  };
}

/** By when the acceptance, or the answer of a repetition, is owed stands in the step alone; so does an answer after an interim one. */
function dueOf({ status, step, answerDue }: State): Instant | null {
  if (!OWING.includes(status)) return null;
  const isSteps = status === 'received' || status === 'duplicate';
  return (isSteps ? null : answerDue) ?? step?.due ?? null;
}

/** Statuses in which the acceptance or an answer is owed. */
const OWING: readonly State['status'][] = ['received', 'verifying', 'verified', 'handling', 'duplicate'];

/** Why a tip was declined is an answer, too. */
function answerOf(state: State | null): ToldTip['answer'] {
  if (state === null) return null;
  const { declined, endedAt, openedAt, answers } = state;
  if (declined !== null) return { text: declined.reason, at: endedAt ?? openedAt, interim: false };
  const last = answers.at(-1);
  return last === undefined ? null : { text: last.text, at: last.at, interim: last.interim };
}

/** A proposal of none that was decided is declined, whatever it was called. */
function rewardTold(state: State | null, declinedFor: string | null): ToldTip['reward'] {
  if (state === null || state.reward === null) return null;
  const { basis, decision, amount, reason } = state.reward;
  if (decision === 'pending') return { status: 'pending', amount: null, reason: null };
  if (decision === 'granted' && basis !== 'none') return { status: 'granted', amount, reason: null };
  return { status: 'declined', amount: null, reason: declinedFor ?? (basis === 'none' ? reason : null) };
}
