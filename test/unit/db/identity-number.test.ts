import { describe, expect, test } from 'vitest';
import { identityNumber } from '../../../db/registers/identity-number.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';

const TODAY = '2026-03-02' as Day;
/** Of a division code (509900) that no county has. */
const RIGHT = '50990019900307001';

const CHECKS = Array.from('0123456789X');
const check = CHECKS.find((last) => identityNumber(RIGHT + last, TODAY) !== null) ?? '';

describe('the number of an identity card', () => {
  test('of the standard’s own example is right, and is compared with a capital X', () => {
    // GB 11643-1999, A.3.
    expect(identityNumber('11010519491231002X', TODAY)).toBe('11010519491231002X');
    expect(identityNumber('11010519491231002x', TODAY)).toBe('11010519491231002X');
  });

  test('is right with one check character of eleven', () => {
    expect(CHECKS.filter((last) => identityNumber(RIGHT + last, TODAY) !== null)).toEqual([check]);
  });

  test('with any one digit wrong is none', () => {
    const right = RIGHT + check;
    for (let i = 0; i < 17; i += 1) {
      const wrong = ((Number(right.charAt(i)) + 1) % 10).toString();
      expect([i, identityNumber(right.slice(0, i) + wrong + right.slice(i + 1), TODAY)]).toEqual([i, null]);
    }
  });

  test('with another length, other characters or a day that is none is none', () => {
    for (const text of ['', '110105491231002', '11010519491231002X1', '1101051949123100２X', 'X1010519491231002X'])
      expect([text, identityNumber(text, TODAY)]).toEqual([text, null]);
    // The standard's other example: of somebody born in 1880.
    expect(identityNumber('440524188001010014', TODAY)).toBeNull();
    const seventeen = ['50990019900230001', '50990020260303001', '50990018991231001'];
    for (const first of seventeen)
      expect([first, CHECKS.filter((last) => identityNumber(first + last, TODAY) !== null)]).toEqual([first, []]);
    expect(CHECKS.filter((last) => identityNumber(`50990020260302001${last}`, TODAY) !== null)).toHaveLength(1);
  });
});
