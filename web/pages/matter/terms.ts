import type { Clock, MatterEvent } from './shape.ts';

/** The rules that were frozen for a matter when it was opened, or when they were last revised. */
export interface Terms {
  readonly ladder: readonly LadderRow[];
  readonly calendar?: { readonly holidays: readonly string[]; readonly workdays: readonly string[] };
  readonly numbers?: { readonly workFromMinute?: number };
  readonly specialPeriods?: readonly SpecialPeriod[];
}

export interface SpecialPeriod {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface LadderRow {
  readonly id: string;
  readonly rung: string;
  readonly clock: Clock;
  readonly severity: string | null;
  readonly limitDays: { readonly over?: number; readonly upTo?: number } | null;
  readonly hours?: 'working';
  readonly act: 'notify' | 'propose' | 'handOver' | 'takeOver';
  readonly anyOf: readonly Trigger[];
  readonly basis: string;
}

/** What brings a rung about: time that passes, or what happens. */
export interface Trigger {
  readonly after?: 'due' | 'start' | 'done';
  readonly wait?: { readonly amount: number; readonly unit: string };
  readonly percent?: number;
  readonly rung?: string;
  readonly count?: string;
  readonly n?: number;
  readonly replyMissed?: string;
  readonly ground?: string;
  readonly graded?: string;
}

/** The terms by which a matter runs, as its record has them; null where the reader does not get them. */
export function termsOf(events: readonly MatterEvent[]): Terms | null {
  let terms: Terms | null = null;
  for (const { data } of events) {
    const said = (data?.['opening'] as { terms?: Terms } | undefined)?.terms ?? (data?.['terms'] as Terms | undefined);
    if (Array.isArray(said?.ladder)) terms = said;
  }
  return terms;
}
