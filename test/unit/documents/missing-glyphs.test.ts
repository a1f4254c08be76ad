import { expect, it } from 'vitest';
import { missingGlyphs, withoutUnseen } from '../../../activities/documents/engine/index.ts';

it('letters that are rare but printable are not missed', () => {
  expect(missingGlyphs({ name: '䶮𫖯㛃䲟', form: '〔2026〕１２号 ①㎡℃‰—…“”·　\n', items: [] })).toEqual([]);
});

it('letters that no font has are named with their field, each once, also in rows of rows', () => {
  const rare = '\u{323af}';
  expect(
    missingGlyphs({
      unit: `某${rare}村${rare}\ue000`,
      items: [{ text: '好' }, { text: '坏', steps: [{ what: rare }] }],
    }),
  ).toEqual([
    { field: 'unit', characters: [rare, '\ue000'] },
    { field: 'items.2.steps.1.what', characters: [rare] },
  ]);
});

it('what cannot be seen is missed too: control characters and variants of a letter', () => {
  expect(missingGlyphs({ name: '甲\u0007', other: '葛\u{e0100}', empty: '' })).toEqual([
    { field: 'name', characters: ['\u0007'] },
    { field: 'other', characters: ['\u{e0100}'] },
  ]);
});

it('what cannot be seen is left out before it is printed: only what takes room stays', () => {
  const pasted = {
    name: '葛\u{e0100}某\u200b',
    items: [{ text: '\ufeff配电箱\ufe0f\u2060\u0007', empty: '' }],
    form: '一\n二\t三　',
  };
  expect(withoutUnseen(pasted)).toEqual({ name: '葛某', items: [{ text: '配电箱', empty: '' }], form: '一\n二\t三　' });
});
