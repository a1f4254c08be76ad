import type { Actor } from './command.ts';
import type { Instant } from './instant.ts';

/** What `decide` says has happened, before it is recorded. */
export interface Happened<Type extends string = string, Data = unknown> {
  readonly type: Type;
  /** The version of this event's shape; `evolve` reads every version ever written. */
  readonly eventVersion: number;
  readonly data: Data;
}

/** An event with its place in the matter's ledger. Hashes are added where the ledger is written. */
export type Recorded<E extends Happened = Happened> = E & {
  readonly seq: number;
  /** When what it records took place or fell due: of a command, its receipt; of a wake, the due instant. */
  readonly at: Instant;
  /** When the loop heard it; never goes back. For a wake: when it really fired. */
  readonly heardAt: Instant;
  readonly commandId: string;
  readonly actor: Actor;
};
