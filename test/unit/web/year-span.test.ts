import { describe, expect, it } from 'vitest';
import { listPath } from '../../../web/parts/list-path.ts';
import { narrowed, spanOf, wholeYear } from '../../../web/pages/year/span.ts';
import { lastDayOf, perCent } from '../../../web/pages/year/year-answer.ts';

const TODAY = '2026-11-23';
const year = spanOf(new URLSearchParams(), TODAY);

describe('the span of the year page', () => {
  it('is this year when the address names none', () => {
    expect(year).toEqual({ from: '2026-01-01', to: '2026-12-31', region: '', sector: '' });
    expect(wholeYear(year)).toBe('2026');
    expect(spanOf(new URLSearchParams('from=&to='), TODAY)).toEqual(year);
  });

  it('is what the address says, which then is no whole year', () => {
    const span = spanOf(new URLSearchParams('from=2026-03-05&to=2026-04-10&region=u-baisha'), TODAY);
    expect(span).toEqual({ from: '2026-03-05', to: '2026-04-10', region: 'u-baisha', sector: '' });
    expect(wholeYear(span)).toBe('');
    expect(wholeYear({ from: '2025-01-01', to: '2026-12-31' })).toBe('');
  });
});

describe('the list behind a figure', () => {
  it('of a month is from its first to its last day', () => {
    expect(listPath('hazards', narrowed(year, 'month', '2026-02', 'closed') ?? {})).toBe(
      '/hazards?foundFrom=2026-02-01&foundTo=2026-02-28&countedAs=closed',
    );
    expect(lastDayOf('2028-02')).toBe('2028-02-29');
    expect(lastDayOf('2026-12')).toBe('2026-12-31');
  });

  it('of a month that the span cuts is cut there', () => {
    const span = { ...year, from: '2026-03-05', to: '2026-03-20' };
    expect(narrowed(span, 'month', '2026-03', 'found')).toMatchObject({
      foundFrom: '2026-03-05',
      foundTo: '2026-03-20',
    });
  });

  it('of a township keeps the rest of the span and replaces its township', () => {
    const span = { ...year, region: 'u-baisha', sector: '燃气' };
    expect(narrowed(span, 'region', 'u-beihu', 'open')).toEqual({
      foundFrom: '2026-01-01',
      foundTo: '2026-12-31',
      region: 'u-beihu',
      sector: '燃气',
      countedAs: 'open',
    });
  });

  it('of what has no sector names those that have none, and of no month there is no list', () => {
    expect(narrowed(year, 'sector', null, 'found')).toMatchObject({ sector: '-' });
    expect(narrowed(year, 'month', null, 'found')).toBeNull();
  });

  it('says nothing of what is not given, but does say no', () => {
    expect(listPath('tips', { open: false, level: 0, q: '', region: null, sector: undefined })).toBe(
      '/tips?open=false&level=0',
    );
    expect(listPath('tips', {})).toBe('/tips');
  });
});

describe('a rate', () => {
  it('has one decimal, and is a dash while there is nothing to count', () => {
    expect(perCent(100)).toBe('100.0%');
    expect(perCent(null)).toBe('—');
  });
});
