import type { Instant } from '../kernel/instant.ts';
import type { Clock } from '../kernel/ladder.ts';
import type { PersonId } from '../kernel/terms.ts';
import type { Evidence, ImportBody, ItemChecked, Signature } from './command.ts';
import type { DueDate, Step } from './matter.ts';

/** The step that begins with an event: who holds the matter from here, until when. */
export type StepBegun = Omit<Step, 'version' | 'endedAt'>;

/** A due version that begins with an event. */
export type DueSet = Omit<DueDate, 'version' | 'restsFrom' | 'setBy'>;

/** A closed row of a county's ledger: a fact of the sheet, not of this system. */
export interface ImportedClosed {
  readonly body: ImportBody;
  readonly closedOn: Instant;
  readonly recheckedOn: string | null;
}

/** What a rung that fired does; `record`: only noted, one proposal stands for it already (imports, or one still pending). */
export type RungAct = 'notify' | 'propose' | 'handOver' | 'takeOver' | 'record';

/** Which rung on which version of which clock an event speaks of. */
export interface RungSaid {
  readonly key: string;
  readonly rowId: string;
  readonly rung: string;
  readonly clock: Clock;
  readonly version: number;
  readonly dueAt: Instant;
}

/** What a 复查意见书 says, passed or failed. */
export interface RecheckSaid {
  readonly officers: readonly PersonId[];
  readonly items: readonly ItemChecked[];
  readonly onSite: boolean;
  readonly opinionNumber: string;
  readonly opinion: string;
  readonly signature: Signature;
  readonly evidence: Evidence;
}
