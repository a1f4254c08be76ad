/** Who bears witness to a matter, and which of them departs from the others. */
type WitnessName =
  | 'history'
  | 'ledger'
  | 'projection'
  | 'export'
  | 'archive'
  | 'evidence'
  | 'command'
  | 'seal'
  | 'trail'
  | 'register'
  | 'code';

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
  command: '受理登记',
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
  /** How many other differences there are. Absent when there is none. */
  readonly more?: number;
  /** All of them in their order, the first included, at most fifty. Absent when there is no other than the first. */
  readonly differences?: readonly Difference[];
  /** What people call the matter; absent where it is not looked up, or nothing knows it. */
  readonly number?: string;
  /** In Chinese, what whoever reads the verdict must know, such as on which code it rests. Absent when there is nothing. */
  readonly notes?: readonly string[];
}

/** So many differences of one matter are shown; beyond that somebody must look at the record itself. */
const SHOWN_MAX = 50;

/**
 * The verdict over all differences found, each said once. The first is the one of the lowest seq, of equals the one found
 * first; but a seal's number counts seals, not events, and the projection follows from the ledger: what departs in a seal
 * comes after what departs in the records, and what departs in the projection after that.
 */
export function verdictOf(id: string, differences: readonly Difference[], notes: readonly string[] = []): Verdict {
  const distinct = new Map(differences.map((one) => [`${one.witness} ${one.seq.toString()} ${one.what}`, one]));
  const inOrder = [...distinct.values()].sort((a, b) => rankOf(a) - rankOf(b) || a.seq - b.seq);
  const [first = null] = inOrder;
  const more = inOrder.length - 1;
  const others = more > 0 ? { more, differences: inOrder.slice(0, SHOWN_MAX) } : {};
  return { id, ok: first === null, first, ...others, ...(notes.length === 0 ? {} : { notes }) };
}

function rankOf({ witness }: Difference): number {
  return witness === 'projection' ? 2 : witness === 'seal' ? 1 : 0;
}
