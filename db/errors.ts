import type { MatterId } from '../workflows/kernel/terms.ts';

/** Entries before these are missing: the sender waits a moment, then fetches them by the query `unconfirmed`. */
export class LedgerGap extends Error {
  readonly matterId: MatterId;
  /** The seq that the ledger needs next. */
  readonly expected: number;

  constructor(matterId: MatterId, expected: number, got: number) {
    super(`ledger of ${matterId} needs seq ${expected.toString()} next, got ${got.toString()}`);
    this.name = 'LedgerGap';
    this.matterId = matterId;
    this.expected = expected;
  }
}

/** The same seq with other content: a bug, or someone changed the ledger. Never retried. */
export class LedgerConflict extends Error {
  readonly matterId: MatterId;
  readonly seq: number;

  constructor(matterId: MatterId, seq: number, what: string) {
    super(`ledger of ${matterId} at seq ${seq.toString()}: ${what}`);
    this.name = 'LedgerConflict';
    this.matterId = matterId;
    this.seq = seq;
  }
}

/** What a register may be asked for by id. */
export type ReferenceKind = 'unit' | 'person' | 'post' | 'evidence' | 'clause' | 'matter' | 'policy' | 'calendar';

/** A body names something that no register knows at that time. */
export class UnknownReference extends Error {
  readonly ref: ReferenceKind;
  readonly id: string;

  constructor(ref: ReferenceKind, id: string) {
    super(`no ${ref} ${id}`);
    this.name = 'UnknownReference';
    this.ref = ref;
    this.id = id;
  }
}

/** The SQLSTATE or the driver's code of an error, looked for in its causes too (drizzle wraps); null when it has none. */
export function sqlState(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code;
  return null;
}

const UNAVAILABLE = new Set([
  'CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN',
  '53300', '55P03', '57014', '57P01', '57P02', '57P03', '25P03', '40001', '40P01',
]); // prettier-ignore

/** Whether the database is away, starting, stopping or too slow, so that asking again later may help. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && (UNAVAILABLE.has(state) || state.startsWith('08'));
}
