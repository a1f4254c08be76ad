/** Who bears witness to a matter, and which of them departs from the others. */
type WitnessName =
  'history' | 'ledger' | 'projection' | 'export' | 'archive' | 'evidence' | 'seal' | 'trail' | 'register' | 'code';

/** One place where a record departs: at which seq (0 where none applies), and in Chinese what is wrong. */
export interface Difference {
  readonly witness: WitnessName;
  readonly seq: number;
  readonly what: string;
}

/** What people call them. */
export const WITNESSES: Readonly<Record<WitnessName, string>> = {
  history: '历史',
  ledger: '台账',
  projection: '投影',
  export: '证据包',
  archive: '存档',
  evidence: '证据文件',
  seal: '封签',
  trail: '审计日志',
  register: '名录',
  code: '规则代码包',
};

/** What an audit says of one matter, or of a record as a whole (`id` is then the record's name). */
export interface Verdict {
  readonly id: string;
  readonly ok: boolean;
  readonly first: Difference | null;
  /** In Chinese, what whoever reads the verdict must know, such as on which code it rests. Absent when there is nothing. */
  readonly notes?: readonly string[];
}

/** The verdict over all differences found: the first is the one of the lowest seq, of equals the one found first. */
export function verdictOf(id: string, differences: readonly Difference[], notes: readonly string[] = []): Verdict {
  let first: Difference | null = null;
  for (const difference of differences) if (first === null || difference.seq < first.seq) first = difference;
  return { id, ok: first === null, first, ...(notes.length === 0 ? {} : { notes }) };
}
