import type { Day } from '../../workflows/kernel/instant.ts';
import { NotDrawable } from './definition.ts';

/** What a statute lets a paper say, from when to when. `verified`: its article was read in full. */
export interface LegalTerm {
  /** As it is printed. */
  readonly words: string;
  readonly basis: string;
  readonly verified: boolean;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

const SAFETY = { verified: true, effectiveFrom: '2021-09-01', effectiveTo: null };

/**
 * The articles and figures on papers that no policy holds, the newest last. A paper says what was in force on its day; a
 * new edition of a statute is a new row.
 */
export const LEGAL_TERMS = {
  /** 申请行政复议. */
  review: [
    {
      words: '六十日',
      basis: '《中华人民共和国行政复议法》第二十条',
      verified: false,
      effectiveFrom: '2024-01-01',
      effectiveTo: null,
    },
  ],
  /** 提起行政诉讼. */
  suit: [
    {
      words: '六个月',
      basis: '《中华人民共和国行政诉讼法》第四十六条',
      verified: false,
      effectiveFrom: '2015-05-01',
      effectiveTo: null,
    },
  ],
  /** 检查、责令纠正或者限期改正. */
  inspect: [{ words: '现场检查', basis: '《中华人民共和国安全生产法》第六十五条', ...SAFETY }],
  /** 排除隐患, 撤人, 停产停业, 停用. */
  remove: [{ words: '责令排除', basis: '《中华人民共和国安全生产法》第六十五条第一款第三项', ...SAFETY }],
  /** 查封. */
  seal: [{ words: '查封', basis: '《中华人民共和国安全生产法》第六十五条第一款第四项', ...SAFETY }],
  /** 查封、扣押决定书. */
  compel: [
    {
      words: '查封、扣押决定书',
      basis: '《中华人民共和国行政强制法》第二十四条',
      verified: false,
      effectiveFrom: '2012-01-01',
      effectiveTo: null,
    },
  ],
  /** 检查记录, 拒签记录在案. */
  record: [{ words: '拒绝签字的，记录在案', basis: '《中华人民共和国安全生产法》第六十八条', ...SAFETY }],
  /** 停止供电、停止供应民用爆炸物品. */
  cut: [{ words: '停止供电、停止供应民用爆炸物品', basis: '《中华人民共和国安全生产法》第七十条', ...SAFETY }],
  /** 未采取措施消除事故隐患. */
  penalty: [{ words: '依法给予行政处罚', basis: '《中华人民共和国安全生产法》第一百零二条', ...SAFETY }],
} as const satisfies Readonly<Record<string, readonly LegalTerm[]>>;

/** What was in force on a day. Throws `NotDrawable` where nothing was: a paper never cites what did not apply. */
export function legalTerm(name: keyof typeof LEGAL_TERMS, day: Day): LegalTerm {
  const rows: readonly LegalTerm[] = LEGAL_TERMS[name];
  const row = rows.findLast(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo),
  );
  if (row === undefined) throw new NotDrawable(`${day}没有可以引用的生效条款（${name}）。`);
  return row;
}
