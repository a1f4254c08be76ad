import { describe, expect, it } from 'vitest';
import { fill } from '../../../activities/notices/fill.ts';

describe('a notice', () => {
  it('is filled with its data', () => {
    expect(fill('案件 {number} 第 {n} 次', { number: 'WZ-2026-000001', n: 3 })).toBe('案件 WZ-2026-000001 第 3 次');
  });

  it('says an instant as people do', () => {
    expect(fill('{due}', { due: '2026-03-01T09:05:00.000+08:00' })).toBe('2026年3月1日09:05');
  });

  it('says the end of a day as 24:00 of that day', () => {
    expect(fill('{due}', { due: '2026-03-01T00:00:00.000+08:00' })).toBe('2026年2月28日24时');
  });

  it('says a dash for what is not there, and 是 or 否', () => {
    expect(fill('{a}{b}{c}{d}', { a: null, c: true, d: false })).toBe('——是否');
  });

  it('says what stands in brackets only where all of it is there', () => {
    const issued = '{rung}已签发[，回复期限 {replyDue}]。';
    expect(fill(issued, { rung: '督办函', replyDue: null })).toBe('督办函已签发。');
    expect(fill(issued, { rung: '督办函', replyDue: '2026-03-01T00:00:00.000+08:00' })).toBe(
      '督办函已签发，回复期限 2026年2月28日24时。',
    );
  });
});
