import { bareEvent, type ChainedEvent } from '../../db/chain.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { departure, saying } from '../compare/departure.ts';
import type { Finding, What } from './finding.ts';

/** Both sides of one matter as they stand. */
export interface Sides {
  readonly id: MatterId;
  readonly number: string | null;
  readonly ledger: readonly ChainedEvent[];
  /** What its history yields, and whose history that is; null when there is none anywhere. */
  readonly history: { readonly events: readonly Recorded[]; readonly from: 'temporal' | 'archive' } | null;
  /** Why today's code makes nothing of the history, or of its end; null when it replays. */
  readonly broken: string | null;
  /** What speaks against the history, or against the ledger's own chain; null when nothing does. */
  readonly belied: string | null;
  /** Whether somebody must still act, or a wake stands. */
  readonly isLiving: boolean;
  /** Whether Temporal has an open run of it. */
  readonly isRunning: boolean;
  /** An imported row that was closed before: it never had a run. */
  readonly isWithoutRun: boolean;
}

/** Where ledger and history part, and whether a living matter has its run. Pure. */
export function partings(sides: Sides): Finding[] {
  if (sides.isWithoutRun) return [];
  const { history, ledger, broken, belied } = sides;
  const found: Finding[] = [];
  const differing = history === null ? null : differingAt(ledger, history.events);
  if (differing !== null) found.push(finding(sides, 'differs', differing.seq, differing.seq, [], differing.why));
  else if (broken !== null) found.push(finding(sides, 'unreadable', 0, 0, [], broken));
  else if (belied !== null) found.push(finding(sides, 'unproven', 0, 0, [], belied));
  else if (history !== null) found.push(...newer(sides, history));
  if (isLost(sides)) found.push(finding(sides, 'onlyInLedger', 1, ledger.length, [], keptOf(sides)));
  return found;
}

function newer(sides: Sides, { events, from }: NonNullable<Sides['history']>): Finding[] {
  const { ledger } = sides;
  const [held, yielded] = [ledger.length, events.length];
  const typesOf = (some: readonly Recorded[]) => some.map(({ type }) => type);
  if (yielded > held) {
    const what = held === 0 ? 'onlyInTemporal' : 'newerInTemporal';
    const why = from === 'archive' ? '历史取自存档' : '';
    return [finding(sides, what, held + 1, yielded, typesOf(events.slice(held)), why)];
  }
  // An archived copy of a run that is gone may well be older; that the run is gone is said by itself.
  if (yielded === held || from === 'archive') return [];
  return [finding(sides, 'newerInLedger', yielded + 1, held, typesOf(ledger.slice(yielded)), '')];
}

function isLost({ ledger, history, isLiving, isRunning }: Sides): boolean {
  if (ledger.length === 0) return false;
  return isLiving ? !isRunning : history === null;
}

function keptOf({ history, isLiving }: Sides): string {
  const kept =
    history === null
      ? '历史未留存'
      : `${history.from === 'archive' ? '存档' : ''}历史留存到第 ${history.events.length.toString()} 条`;
  return isLiving ? kept : `已办结，${kept}`;
}

/** The first seq at which both have an event, and not the same; null when there is none. */
export function differingAt(
  ledger: readonly ChainedEvent[],
  events: readonly Recorded[],
): { seq: number; why: string } | null {
  for (const [i, row] of ledger.entries()) {
    const event = events[i];
    const departs = event === undefined ? null : departure(event, bareEvent(row));
    if (departs !== null) return { seq: row.seq, why: saying(departs) };
  }
  return null;
}

function finding(
  { id, number }: Sides,
  what: What,
  from: number,
  to: number,
  items: readonly string[],
  why: string,
): Finding {
  return { what, matterId: id, number, from, to, items, why };
}
