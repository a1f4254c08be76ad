/** The three records that a matter leaves, and the export that carries them; which of them departs from the others. */
type WitnessName = 'history' | 'ledger' | 'projection' | 'export';

/** One place where a record departs: at which seq (0 for an export as a whole), and in Chinese what is wrong. */
export interface Difference {
  readonly witness: WitnessName;
  readonly seq: number;
  readonly what: string;
}

/** What an audit says of one matter. */
export interface Verdict {
  readonly id: string;
  readonly ok: boolean;
  readonly first: Difference | null;
}

/** The verdict over all differences found: the first is the one of the lowest seq, of equals the one found first. */
export function verdictOf(id: string, differences: readonly Difference[]): Verdict {
  let first: Difference | null = null;
  for (const difference of differences) if (first === null || difference.seq < first.seq) first = difference;
  return { id, ok: first === null, first };
}
