import type { Schema } from '../../client/answers.ts';
import { chineseTime } from '../../parts/chinese.ts';

export type Account = Schema<'Account'>;

/** How an account may stand, as people call it. */
export const STATES: Readonly<Record<Account['state'], string>> = {
  open: '正常',
  held: '待核准',
  locked: '锁定',
  disabled: '停用',
};

const LOOKS: Readonly<Record<Account['state'], string>> = {
  open: 'well',
  held: 'soon',
  locked: 'late',
  disabled: 'quiet',
};

/** How an account stands. */
export function State({ account: { state, lockedUntil } }: { readonly account: Account }) {
  return (
    <span className={LOOKS[state]}>
      {STATES[state]}
      {state === 'locked' && lockedUntil !== null ? `，至${chineseTime(lockedUntil)}自行解除` : ''}
    </span>
  );
}
