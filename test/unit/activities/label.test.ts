import { describe, expect, it } from 'vitest';
import { fill } from '../../../activities/notices/fill.ts';
import { labelled } from '../../../activities/notices/label.ts';
import { ACCOUNTABILITY_FACE } from '../../../workflows/accountability/face.ts';
import { HAZARD_FACE } from '../../../workflows/hazard/face.ts';

describe('the data of a notice', () => {
  it('says rungs, statuses and the codes of its kind in words', () => {
    const data = { rung: 'talk', status: 'rectifying', control: 'seal', supply: 'power', number: 'YH-1', until: null };
    expect(labelled(HAZARD_FACE, data)).toEqual({
      rung: '约谈',
      status: '整改中',
      control: '查封',
      supply: '停电',
      number: 'YH-1',
      until: null,
    });
  });

  it('keeps a code that has no word, and those of a kind without codes', () => {
    expect(labelled(HAZARD_FACE, { control: 'cordon', rung: 'shout', status: 'lost', level: 3 })).toEqual({
      control: 'cordon',
      rung: 'shout',
      status: 'lost',
      level: 3,
    });
    expect(labelled(ACCOUNTABILITY_FACE, { control: 'seal' })).toEqual({ control: 'seal' });
  });

  it('makes whole sentences of the notices of interim control', () => {
    const said = labelled(HAZARD_FACE, {
      number: 'YH-1',
      control: 'seal',
      target: '二号仓库',
      until: '2026-04-05T00:00:00.000+08:00',
    });
    expect(fill(HAZARD_FACE.notices['ControlImposed']?.text ?? '', said)).toBe(
      '隐患 YH-1 已对二号仓库采取查封，期限 2026年4月4日24时。未经审查同意，不得恢复。',
    );
  });
});
