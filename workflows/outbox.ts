import { proxyActivities, proxySinks } from '@temporalio/workflow';
import type { Entry } from './kernel/hear.ts';
import type { MatterId } from './kernel/terms.ts';
import type { Ports, Witness } from './ports.ts';

/** So many entries wait for their callers before the loop hands them over itself. */
const UNCONFIRMED_MAX = 20;

const { record } = proxyActivities<Ports>({
  // Short, because a worker that was killed with it in hand is only noticed then; an append takes milliseconds.
  startToCloseTimeout: '10 s',
  retry: { initialInterval: '200 ms', maximumInterval: '2 s' },
});

/** What a replaying auditor hears; outside an audit it goes nowhere. */
export const { witness } = proxySinks<Witness>();

/** Entries whose way into the ledger the loop has not seen confirmed: most were written by callers long ago, it cannot know. */
export class Outbox {
  private entries: Entry[] = [];
  private orphaned = false;

  get length(): number {
    return this.entries.length;
  }

  keep(entries: readonly Entry[]): void {
    this.entries.push(...entries);
    for (const entry of entries) witness.heard(entry);
  }

  /** Something happened that no caller receives. */
  orphan(): void {
    this.orphaned = true;
  }

  /** Whether a hand-over is due; at its end the run waits for one. */
  isDue(atEnd: boolean): boolean {
    return this.entries.length > 0 && (this.orphaned || atEnd || this.entries.length >= UNCONFIRMED_MAX);
  }

  after(index: number): Entry[] {
    return this.entries.slice(index);
  }

  /** Entries that end at this seq or later, and refused ones. */
  from(seq: number): Entry[] {
    return this.entries.filter((entry) => (entry.events.at(-1)?.seq ?? seq) >= seq);
  }

  /** Up to a command that was heard before, the wakes at its heels included; nothing when it is confirmed. */
  upTo(commandId: string): Entry[] {
    const at = this.entries.findIndex((entry) => entry.commandId === commandId);
    const next = this.entries.findIndex((entry, i) => i > at && entry.command !== 'Wake');
    return this.entries.slice(0, at < 0 ? 0 : next < 0 ? this.entries.length : next);
  }

  /** Hands over all there is and waits until it is recorded. What is heard meanwhile stays for the next time. */
  async handOver(matterId: MatterId, kind: string): Promise<void> {
    // A copy: the list itself grows while the activity runs.
    const handed = { matterId, kind, entries: [...this.entries] };
    this.orphaned = false;
    witness.handedOver(handed);
    await record(handed);
    this.entries = this.entries.slice(handed.entries.length);
  }
}
