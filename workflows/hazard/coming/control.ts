import { offsetFrom } from '../../kernel/deadline.ts';
import { later, type Instant } from '../../kernel/instant.ts';
import type { Coming } from '../coming.ts';
import { happened } from '../event.ts';
import { periodOf } from '../periods.ts';
import type { Control } from '../regions/control.ts';
import { stands } from '../standing.ts';
import type { HazardState } from '../state.ts';

/** What time brings to interim control: it warns, tells and cuts what was noticed; it never lifts. */
export function controlComing(state: HazardState): readonly Coming[] {
  return [
    ...state.controls.filter(stands).flatMap((control) => termOf(state, control)),
    ...state.supplies.flatMap(({ kind, effectiveAt, cutAt, restoredAt }) =>
      cutAt === null && restoredAt === null
        ? [{ at: effectiveAt, events: () => [happened('SupplyCut', { supply: kind })] }]
        : [],
    ),
    ...reviewUndecided(state),
  ];
}

/** The lawful term of a standing control: a warning before it ends, and from its end on the leaders, again and again. */
function termOf(state: HazardState, control: Control): readonly Coming[] {
  const { nth, kind, until } = control;
  if (until === null) return [];
  const said = { nth, kind, until };
  const over = { at: overAt(state, control, until), events: () => [happened('ControlExpired', said)] };
  if (control.warnedAt !== null) return [over];
  const { amount, unit } = periodOf(state, 'controlWarn');
  const before = offsetFrom(until, { amount: -amount, unit }, state.terms.calendar);
  // A term that is shorter than its warning is warned of at once.
  const at = later(before, control.extendedAt ?? control.imposedAt);
  return [{ at, events: () => [happened('ControlExpiring', said)] }, over];
}

function overAt(state: HazardState, control: Control, until: Instant): Instant {
  const { expiredAt } = control;
  // What was told before a longer term began says nothing of that one.
  if (expiredAt === null || expiredAt < until) return until;
  return offsetFrom(expiredAt, periodOf(state, 'remind'), state.terms.calendar);
}

function reviewUndecided({ resumption }: HazardState): readonly Coming[] {
  if (resumption === null || resumption.undecidedAt !== null) return [];
  const { until } = resumption;
  return [{ at: until, events: () => [happened('ResumptionUndecided', { until })] }];
}
