import { describe, expect, it } from 'vitest';
import { foundOf } from '../../../audit/cli/commands.ts';
import { progress } from '../../../audit/cli/progress.ts';
import { verdictOf } from '../../../audit/verdict.ts';

describe('a verdict', () => {
  it('names the difference of the lowest seq, of equals the one found first', () => {
    const history = { witness: 'history', seq: 2, what: '甲' } as const;
    const ledger = { witness: 'ledger', seq: 2, what: '乙' } as const;
    const later = { witness: 'projection', seq: 9, what: '丙' } as const;
    const differences = [history, ledger, later];
    const found = verdictOf('haz-1', [later, history, ledger]);
    expect(found).toEqual({ id: 'haz-1', ok: false, first: history, more: 2, differences });
  });

  it('names the projection only where nothing else departs, whatever the seq', () => {
    const projection = { witness: 'projection', seq: 8, what: '丙' } as const;
    const ledger = { witness: 'ledger', seq: 9, what: '乙' } as const;
    expect(verdictOf('haz-1', [projection, ledger]).first).toBe(ledger);
  });

  it('names the record before a seal, whose number counts seals', () => {
    const seal = { witness: 'seal', seq: 1, what: '没有归入其中' } as const;
    const ledger = { witness: 'ledger', seq: 3, what: '内容被改动' } as const;
    const projection = { witness: 'projection', seq: 1, what: '不符' } as const;
    expect(verdictOf('haz-1', [seal, ledger]).first).toBe(ledger);
    expect(verdictOf('haz-1', [projection, seal]).first).toBe(seal);
  });

  it('counts what is said twice once, and shows fifty', () => {
    const one = (seq: number) => ({ witness: 'ledger', seq, what: '甲' }) as const;
    expect(verdictOf('haz-1', [one(1), one(1)])).toEqual({ id: 'haz-1', ok: false, first: one(1) });
    const many = verdictOf(
      'haz-1',
      Array.from({ length: 60 }, (_, i) => one(i + 1)),
    );
    expect([many.more, many.differences?.length]).toEqual([59, 50]);
  });

  it('is good without a difference', () => {
    expect(verdictOf('haz-1', [])).toEqual({ id: 'haz-1', ok: true, first: null });
  });
});

describe('a verdict in words', () => {
  it('names the matter by its number and says how many other differences there are', () => {
    const one = (seq: number) => ({ witness: 'ledger', seq, what: '甲' }) as const;
    const verdict = { ...verdictOf('haz-1', [one(1), one(2), one(3)]), number: '隐-7' };
    const found = foundOf([verdict]);
    expect(found.lines[0]).toBe('✗ 隐-7（haz-1）　台账第 1 条：甲（另有 2 处）');
    expect(found.json).toMatchObject({
      verdicts: [{ number: '隐-7', first: one(1), differences: [one(1), one(2), one(3)] }],
    });
    expect(foundOf([verdictOf('haz-1', [one(1)])]).lines[0]).toBe('✗ haz-1　台账第 1 条：甲');
  });
});

describe('progress over many matters', () => {
  function shownOn(isTTY: boolean, total: number): string {
    let said = '';
    let clock = 0;
    const out = { isTTY, write: (text: string) => (said += text) };
    const shown = progress(total, out, () => (clock += 1_000));
    for (let i = 0; i < total; i++) shown.step();
    shown.end();
    return said;
  }

  it('says on a terminal how many are done and how long the rest takes', () => {
    expect(shownOn(true, 4)).toMatch(/2\/4 还需约 \d+ 秒/);
  });

  it('is silent elsewhere, and for a single one', () => {
    expect(shownOn(false, 4)).toBe('');
    expect(shownOn(true, 1)).toBe('');
  });
});
