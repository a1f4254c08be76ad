import type { Difference } from '../../../audit/verdict.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import type { Random } from '../../county/random.ts';
import type { Copy } from '../copy.ts';

export type Witness = Difference['witness'];

/** What was changed. */
export interface Changed {
  /** In words, for whoever looks at a miss. */
  readonly what: string;
  /** The matter whose record it is; null for what is of no one matter. */
  readonly matter: MatterId | null;
}

/** One sort of change. */
export interface TamperKind {
  readonly name: string;
  /** For people. */
  readonly label: string;
  /** The witnesses that may be named: the record that was altered; where several were altered alike, any of them. */
  readonly witness: readonly Witness[];
  /** Besides, what may be alleged of the records that belong to no matter: what follows from the change. */
  readonly beside?: readonly Witness[];
  /** False for what nobody can find: it is counted apart. */
  readonly isFindable: boolean;
  /** Makes one change in a copy. Throws when the county has nothing to change in this way. */
  readonly change: (copy: Copy, random: Random) => Promise<Changed>;
}
