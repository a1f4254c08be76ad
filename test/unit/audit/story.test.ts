import { describe, expect, it } from 'vitest';
import { saidIn } from '../../../audit/story/said.ts';
import { tell } from '../../../audit/story/tell.ts';
import { standing, type NameOf } from '../../../audit/story/words.ts';
import type { Summary } from '../../../workflows/kernel/face.ts';
import type { Entry } from '../../../workflows/kernel/hear.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import { kindByName, type Kind } from '../../../workflows/kinds.ts';

describe('what was said in a step', () => {
  it('is its text by the fields’ Chinese names, on one line, each once, with the number of files cited', () => {
    const items = [{ id: 'i1', text: '通道\n堵塞', result: 'open' }];
    expect(saidIn({ report: { description: '仓库 杂物', items, evidence: ['sha256:a'] }, items, step: { text: '不说' } })).toBe(
      '描述：仓库 杂物　内容：通道 堵塞　引用文件 1 份',
    );
    expect(saidIn({ items: [{ result: 'failed', note: '仍有杂物' }], opinion: '限期再改', evidence: ['sha256:a', 'sha256:b', 'sha256:a'] })).toBe(
      '结果：不合格　意见：仍有杂物　意见书：限期再改　引用文件 2 份',
    );
    expect(saidIn({ severity: 'major', reason: '符合判定标准' })).toBe('等级：重大隐患　理由：符合判定标准');
    expect(saidIn({ plan: { parts: { goal: '清空', means: '外运' }, assured: { funds: true } } })).toBe('方案：清空；外运');
  }); // prettier-ignore

  it('leaves out codes, what the rules reckoned, and what is kept apart', () => {
    expect(
      saidIn({ opening: { terms: { note: '条款' } }, extension: { reason: 'weather' }, to: 'planning' }),
    ).toBeNull();
    expect(saidIn({ reason: `sealed:${'0'.repeat(64)}` })).toBe('理由：（另行密存）');
  });
});

describe('who holds a matter', () => {
  const at = '2026-11-22T09:00:00.000+08:00' as Instant;
  const holding = (post: string) => {
    const nameOf: NameOf = (id) => ({ u: '应急管理局', p: post })[id] ?? id;
    const summary = { status: 'rectifying', holder: { unit: 'u', post: 'p', person: null }, deadlines: [], level: 0, rung: null };
    return standing(kindByName('hazard'), summary as unknown as Summary, nameOf, at)[1];
  }; // prettier-ignore

  it('is named with the unit once', () => {
    expect(holding('应急管理局经办人 张三')).toBe('由谁办：应急管理局经办人 张三');
    expect(holding('局长 张三')).toBe('由谁办：应急管理局 局长 张三');
  });
});

describe('a story', () => {
  it('begins with number and title, and tells what was said under each step', () => {
    const summary = { title: '仓库堆放杂物', status: 's', holder: null, deadlines: [], level: 0, rung: null };
    const face = { events: { Opened: '开始' }, statuses: {}, rungs: {}, commands: {}, summary: () => summary };
    const kind = { rules: { evolve: () => ({}) }, face } as unknown as Kind;
    const at = '2026-11-22T09:00:00.000+08:00' as Instant;
    const event = (seq: number, data: object) => ({
      type: 'Opened',
      data,
      seq,
      at,
      heardAt: at,
      actor: { role: 'system' },
    });
    const events = [event(1, { opening: { number: 'YH-1' }, reason: '巡查' }), event(2, {})];
    const entries = [{ at, command: 'Open', outcome: { outcome: 'done' }, events }] as unknown as Entry[];
    expect(tell(kind, entries, String)).toEqual([
      '编号：YH-1　仓库堆放杂物',
      '  1　2026-11-22 09:00:00　开始　系统',
      '　　　理由：巡查',
      '　　　状态：s',
      '　　　由谁办：（已无经办人）',
      '　　　督办级别：0',
      '  2　2026-11-22 09:00:00　开始　系统',
    ]);
  });
});
