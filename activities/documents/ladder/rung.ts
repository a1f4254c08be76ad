import type { EventData, HazardRecorded } from '../../../workflows/hazard/event.ts';
import type { Step } from '../../../workflows/hazard/matter.ts';
import { RUNGS, type Rung } from '../../../workflows/hazard/supervision.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import type { Clock, LadderRow } from '../../../workflows/kernel/ladder.ts';
import type { PostId } from '../../../workflows/kernel/terms.ts';
import { NotDrawable, type Source } from '../definition.ts';
import { hazardOf } from '../working/case.ts';

/** The rung of a hazard's ladder that a letter gives, or would give once it is issued. */
export interface RungGiven {
  readonly key: string;
  readonly rung: Rung;
  readonly clock: Clock;
  /** The step that the S clock is held against; null for T. */
  readonly step: Step | null;
  readonly row: LadderRow | null;
  readonly told: readonly PostId[];
  /** Only proposed: the letter is a draft, which nobody has signed. */
  readonly draft: boolean;
  readonly confirmers: readonly PostId[];
  readonly replyDue: Instant | null;
}

/** What an event says of a rung; throws `NotDrawable` for an event that speaks of none. */
export function rungOf(source: Source): RungGiven {
  const event = source.event as HazardRecorded;
  if (event.type === 'RungFired') {
    const { told = [], confirmers, act } = event.data;
    return { ...given(source, event.data), told, confirmers, draft: act === 'propose', replyDue: null };
  }
  if (event.type === 'RungIssued')
    return { ...given(source, event.data), told: event.data.told ?? [], replyDue: event.data.replyDue };
  throw new NotDrawable('这一事件不是督办事项，不能制作督办文书。');
}

/** The rung that was issued and that an answer answers; null when the ledger has none. */
export function issueAnswered(source: Source, key: string): Extract<HazardRecorded, { type: 'RungIssued' }> | null {
  const events = source.events as readonly HazardRecorded[];
  const issued = events.findLast((event) => event.type === 'RungIssued' && event.data.key === key);
  return issued?.type === 'RungIssued' ? issued : null;
}

type Said = Pick<EventData['RungFired'], 'key' | 'rowId' | 'rung' | 'clock' | 'version'>;

function given(source: Source, { key, rowId, rung, clock, version }: Said) {
  const state = hazardOf(source);
  const known = RUNGS.find((name) => name === rung);
  if (known === undefined) throw new NotDrawable('这一督办事项没有对应的文书。');
  return {
    key,
    rung: known,
    clock,
    step: clock === 'S' ? (state.steps.find((step) => step.version === version) ?? null) : null,
    row: state.terms.ladder.find((row) => row.id === rowId) ?? null,
    draft: false,
    confirmers: [],
  };
}
