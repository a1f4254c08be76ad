import type { ChainedEvent } from '../../db/chain.ts';
import { at } from '../history/history-json.ts';

/** The id of the sheet that a matter was imported from, as its first event says; null where it was not imported. */
export function sourceOf(ledger: readonly Pick<ChainedEvent, 'data'>[]): string | null {
  const file = at(ledger[0]?.data, 'from', 'fileHash');
  return typeof file === 'string' ? file : null;
}
