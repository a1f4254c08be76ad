import { instantOf } from '../../workflows/kernel/instant.ts';
import type { TrailEntry } from '../../db/trail.ts';

/** Admits so many entries of one source in a minute and counts the rest. */
export interface Crowd {
  /** Whether the entry is to be written by itself; else it was counted. */
  admits(source: string, entry: TrailEntry, now: number): boolean;
  /** One entry for each source and type that had more than its share in a minute that ended before `until` (ms). */
  counted(until: number): TrailEntry[];
}

interface Counted {
  readonly first: TrailEntry;
  count: number;
}

interface Minute {
  readonly since: number;
  written: number;
  readonly more: Map<TrailEntry['type'], Counted>;
}

const MINUTE_MS = 60_000;
/** Addresses can be had by the million: what is beyond so many at once counts as one source. */
const SOURCES_MAX = 10_000;
const OTHERS = 'others';

/** An entry that only counts keeps of the others who they came from, and nothing else. */
export function crowd(perMinute: number): Crowd {
  const minutes = new Map<string, Minute>();
  let over: TrailEntry[] = [];
  const close = (source: string, { since, more }: Minute): void => {
    minutes.delete(source);
    for (const { first, count } of more.values()) {
      const { type, actor, data } = first;
      const from = data['address'] === undefined ? {} : { address: data['address'] };
      over.push({ at: instantOf(since), type, actor, subject: null, data: { ...from, more: count } });
    }
  };
  return {
    admits: (named, entry, now) => {
      const source = minutes.has(named) || minutes.size < SOURCES_MAX ? named : OTHERS;
      const stood = minutes.get(source);
      if (stood !== undefined && stood.since + MINUTE_MS <= now) close(source, stood);
      const minute: Minute = minutes.get(source) ?? { since: now, written: 0, more: new Map() };
      minutes.set(source, minute);
      if (minute.written < perMinute) {
        minute.written += 1;
        return true;
      }
      const counted = minute.more.get(entry.type) ?? { first: entry, count: 0 };
      counted.count += 1;
      minute.more.set(entry.type, counted);
      return false;
    },
    counted: (until) => {
      for (const [source, minute] of minutes) if (minute.since + MINUTE_MS <= until) close(source, minute);
      const entries = over;
      over = [];
      return entries;
    },
  };
}
