import { createHash } from 'node:crypto';
import type { Recorded } from '../workflows/kernel/event.ts';
import { canonicalJson } from './canonical.ts';

/** An event as the ledger holds it: with the hash of the one before it and its own. */
export type ChainedEvent = Recorded & { readonly prevHash: string; readonly hash: string };

/** Exactly what the ledger keeps of an event; what else an object carries is not part of the record. */
export function bareEvent(event: Recorded): Recorded {
  const { seq, type, eventVersion, at, heardAt, commandId, actor, data } = event;
  return { seq, type, eventVersion, at, heardAt, commandId, actor, data };
}

/** What stands in place of a hash before a matter's first event, so that no row can move to another matter. */
export function genesisHash(matterId: string, kind: string): string {
  return sha256(canonicalJson({ kind, matterId }));
}

/** SHA-256 (hex) over the hash before it, a line feed and the canonical JSON of the event. */
export function eventHash(prevHash: string, event: Recorded): string {
  return sha256(`${prevHash}\n${canonicalJson(bareEvent(event))}`);
}

/** Chains events after `prevHash`, in order. */
export function chained(prevHash: string, events: readonly Recorded[]): ChainedEvent[] {
  let last = prevHash;
  return events.map((event) => {
    const hash = eventHash(last, event);
    const row = { ...bareEvent(event), prevHash: last, hash };
    last = hash;
    return row;
  });
}

/** The id under which bytes are kept and cited: `sha256:<hex>`. */
export function contentId(content: string | Uint8Array): string {
  return `sha256:${sha256(content)}`;
}

/** SHA-256 in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
