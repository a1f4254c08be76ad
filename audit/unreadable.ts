import { isUnavailable, sqlState } from '../db/errors.ts';
import type { Difference } from './verdict.ts';

/** A statement that took too long is no sign that the database is away: what it was to read may be why. */
const TOO_SLOW = '57014';
/** Of gRPC: cancelled, out of time, not allowed, away, not signed in. */
const AWAY = new Set<unknown>([1, 4, 7, 14, 16]);

/** A record holds what cannot be read as such a record. */
export class UnreadableRecord extends Error {
  readonly witness: Difference['witness'];

  constructor(witness: Difference['witness'], cause: unknown) {
    super(`内容读不出来，无法核验：${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.witness = witness;
  }

  /** The same as what an audit found. */
  get difference(): Difference {
    return { witness: this.witness, seq: 0, what: this.message };
  }
}

/** Reads a record. Throws `UnreadableRecord` for what it holds, and as it is what says that a source is away. */
export async function reading<Result>(
  witness: Difference['witness'],
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isAway(error) || error instanceof UnreadableRecord) throw error;
    throw new UnreadableRecord(witness, error);
  }
}

/** Checks a record; where it cannot be read, that is the finding. Throws what says that a source is away. */
export async function found(
  witness: Difference['witness'],
  check: () => readonly Difference[] | Promise<readonly Difference[]>,
): Promise<readonly Difference[]> {
  try {
    return await reading(witness, check);
  } catch (error) {
    if (error instanceof UnreadableRecord) return [error.difference];
    throw error;
  }
}

/** Whether the database or Temporal is away, so that the same may be read later. */
export function isAway(error: unknown): boolean {
  if (isUnavailable(error)) return sqlState(error) !== TOO_SLOW;
  for (let at: unknown = error; at instanceof Error; at = at.cause) if ('code' in at && AWAY.has(at.code)) return true;
  return false;
}
