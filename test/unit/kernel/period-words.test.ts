import { describe, expect, it } from 'vitest';
import type { Period } from '../../../workflows/kernel/deadline.ts';
import { basisShown, meaningOf, periodShown } from '../../../workflows/kernel/period-words.ts';
import { summary } from '../../../workflows/hazard/summary.ts';
import { driven } from '../../support/hazard-bodies.ts';

function period(amount: number, unit: Period['unit'], roll = false): Period {
  return { amount, unit, roll, basis: '本县默认', verified: false };
}

describe('a period in words', () => {
  it('says what its days are and how it ends', () => {
    expect(meaningOf(period(5, 'workingDay'))).toBe('5个工作日：自次日起算，末日24时止');
    expect(meaningOf(period(15, 'calendarDay'))).toBe('15日（自然日）：自次日起算，末日24时止');
    expect(meaningOf(period(30, 'calendarDay', true))).toBe(
      '30日（自然日）：自次日起算，末日24时止，末日为休息日的顺延至下一工作日',
    );
    expect(meaningOf(period(24, 'hour'))).toBe('24小时：自收到时刻起连续计算');
    expect(meaningOf(period(6, 'second'))).toBe('6秒（演练）：自起算时刻起连续计算');
  });

  it('calls what was not verified the county’s own default', () => {
    const of = (basis: string, verified: boolean): string => basisShown({ basis, verified });
    expect(of('本县默认', false)).toBe('本县默认，依据待核');
    expect(of('参照《信访工作条例》第23条', false)).toBe('本县默认，依据待核（参照《信访工作条例》第23条）');
    expect(of('《安全生产法》第70条', true)).toBe('《安全生产法》第70条');
  });

  it('stands with every deadline that people see', () => {
    const [t] = summary(driven('rectifying').state()).deadlines;
    expect(t).toMatchObject({ clock: 'T', ...periodShown(period(15, 'calendarDay')) });
    const [s] = summary(driven('reported').state()).deadlines;
    expect(s).toMatchObject({ clock: 'S', ...periodShown(period(3, 'workingDay')) });
  });
});
