import type { Period } from './deadline.ts';
import type { DeadlineView } from './face.ts';

const OURS = '本县默认';

/** What a period says to people: how much, what a day of it is, and on what it rests. For faces and documents only. */
export function periodShown(
  period: Period,
): Pick<DeadlineView, 'amount' | 'unit' | 'basis' | 'verified' | 'meaning' | 'basisShown'> {
  const { amount, unit, basis, verified } = period;
  return { amount, unit, basis, verified, meaning: meaningOf(period), basisShown: basisShown(period) };
}

/** What "day" means in a period, and how it ends. */
export function meaningOf({ amount, unit, roll }: Pick<Period, 'amount' | 'unit' | 'roll'>): string {
  const n = amount.toString();
  switch (unit) {
    case 'second':
      return `${n}秒（演练）：自起算时刻起连续计算`;
    case 'hour':
      return `${n}小时：自收到时刻起连续计算`;
    case 'workingDay':
      return `${n}个工作日：自次日起算，末日24时止`;
    case 'calendarDay':
      return `${n}日（自然日）：自次日起算，末日24时止${roll ? '，末日为休息日的顺延至下一工作日' : ''}`;
  }
}

/** The basis as people may read it: what was not verified is the county's own default, whatever it refers to. */
export function basisShown({ basis, verified }: Pick<Period, 'basis' | 'verified'>): string {
  if (verified) return basis;
  return `${OURS}，依据待核${basis === OURS ? '' : `（${basis}）`}`;
}
