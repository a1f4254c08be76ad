import { plain } from './cells.ts';

/** How far a row of the ledger has come. */
export type RowStatus = 'pending' | 'rectifying' | 'rechecking' | 'closed';

/**
 * Only words that say one thing. `已整改` alone is refused: it may mean awaiting recheck or closed, and nothing closes
 * here on a guess.
 */
const STATUS_WORDS: Readonly<Record<string, RowStatus>> = {
  未整改: 'pending',
  待整改: 'pending',
  整改中: 'rectifying',
  正在整改: 'rectifying',
  待复查: 'rechecking',
  已整改待复查: 'rechecking',
  '已整改(待复查)': 'rechecking',
  '已整改,待复查': 'rechecking',
  已销号: 'closed',
  销号: 'closed',
  已整改销号: 'closed',
  已闭环: 'closed',
};

const SEVERITY_WORDS: Readonly<Record<string, 'general' | 'major'>> = {
  '': 'general',
  一般: 'general',
  一般隐患: 'general',
  一般事故隐患: 'general',
  重大: 'major',
  重大隐患: 'major',
  重大事故隐患: 'major',
};

/** The words of each status as a template prints them. */
export const STATUS_LABELS: Readonly<Record<RowStatus, string>> = {
  pending: '未整改',
  rectifying: '整改中',
  rechecking: '待复查',
  closed: '已销号',
};

export const SEVERITY_LABELS: Readonly<Record<'general' | 'major', string>> = { general: '一般', major: '重大' };

/** The status that a cell names; `null` for a word that is unknown or says two things. */
export function statusOf(text: string): RowStatus | null {
  return Object.hasOwn(STATUS_WORDS, plain(text)) ? (STATUS_WORDS[plain(text)] ?? null) : null;
}

/** The severity that a cell names, 一般 when it is empty; `null` for an unknown word. */
export function severityOf(text: string): 'general' | 'major' | null {
  return Object.hasOwn(SEVERITY_WORDS, plain(text)) ? (SEVERITY_WORDS[plain(text)] ?? null) : null;
}
