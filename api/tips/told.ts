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
  /** By when they hear: of the acceptance, then of the answer; null once nothing is due. */
  readonly dueAt: Instant | null;
  readonly answer: { readonly text: string; readonly at: Instant; readonly interim: boolean } | null;
  /** In whole yuan, once it was granted. */
  readonly reward: { readonly status: Reward['decision']; readonly amount: number | null } | null;
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
    reward: rewardOf(state),
  };
}

function dueOf({ status, step, answerDue, answers }: State): Instant | null {
  if (status === 'received') return step?.due ?? null;
  return answers.some(({ interim }) => !interim) ? null : answerDue;
}

/** Why a tip was declined is an answer, too. */
function answerOf(state: State | null): ToldTip['answer'] {
  if (state === null) return null;
  const { declined, endedAt, openedAt, answers } = state;
  if (declined !== null) return { text: declined.reason, at: endedAt ?? openedAt, interim: false };
  const last = answers.at(-1);
  return last === undefined ? null : { text: last.text, at: last.at, interim: last.interim };
}

function rewardOf(state: State | null): ToldTip['reward'] {
  if (state === null || state.reward === null || state.reward.basis === 'none') return null;
  const { decision, amount } = state.reward;
  return { status: decision, amount: decision === 'granted' ? amount : null };
}
