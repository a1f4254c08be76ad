import { describe, expect, it } from 'vitest';
import { personalDataIn } from '../../../db/registers/personal-data.ts';
import type { Day } from '../../../workflows/kernel/instant.ts';

const TODAY = '2026-11-22' as Day;
const found = (text: string) => personalDataIn(text, TODAY);

describe('personal data in a text', () => {
  it.each([
    '身份证11010519491231002X号',
    '11010519491231002x',
    '110105 19491231 002X',
    '１１０１０５１９４９１２３１００２Ｘ',
  ])('is the number of an identity card: %j', (text) => {
    expect(found(text)).toBe('identityNumber');
  });

  it.each(['电话13812345678', '138 1234 5678', '199-1234-5678', '１３８１２３４５６７８'])(
    'is the number of a mobile phone: %j',
    (text) => {
      expect(found(text)).toBe('mobile');
    },
  );

  it.each([
    '110105194912310021',
    '11010519991331002X',
    '2110105194912310021',
    '12345678901',
    '138123456789',
    '0138123456780',
    '渝安委办〔2026〕138号，2026-11-22',
  ])('is none in %j', (text) => {
    expect(found(text)).toBeNull();
  });
});
