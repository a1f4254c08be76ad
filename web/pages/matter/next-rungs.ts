import type { Clock, MatterWhole } from './shape.ts';
import type { LadderRow, Terms, Trigger } from './terms.ts';
import { afterDue, atWork } from './workdays.ts';

/** A rung that has not fired: when it will if nobody acts, or what would bring it about. */
export interface NextRung {
  readonly row: LadderRow;
  readonly at: number | null;
  readonly otherwise: readonly Trigger[];
}

/** What of the ladder is still ahead, soonest first. A clock that rests brings nothing about by time. */
export function nextRungs(matter: MatterWhole, terms: Terms): readonly NextRung[] {
  if (!matter.open) return [];
  return terms.ladder
    .flatMap((row) => {
      const version = versionOf(matter, row.clock);
      if (version === null || !fits(row, matter, version) || isFired(matter, row, version)) return [];
      const otherwise = row.anyOf.filter(({ after }) => after !== 'due' && after !== 'start');
      const times = row.anyOf.flatMap((trigger) => momentOf(trigger, version, terms.calendar) ?? []);
      const first = version.rests || times.length === 0 ? null : Math.min(...times);
      const at = first === null ? null : row.hours === 'working' ? atWork(first, terms) : first;
      return at === null && otherwise.length === 0 ? [] : [{ row, at, otherwise }];
    })
    .sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
}

interface Version {
  readonly version: number;
  readonly start: string;
  readonly due: string | null;
  readonly rests: boolean;
}

function versionOf({ regions: { clocks } }: MatterWhole, clock: Clock): Version | null {
  if (clocks === undefined) return null;
  if (clock === 'S') {
    const step = clocks.S.findLast(({ endedAt }) => endedAt === null);
    return step === undefined ? null : { ...step, rests: false };
  }
  const last = clocks.T.at(-1);
  return last === undefined ? null : { ...last, rests: (last.restsFrom ?? null) !== null };
}

function momentOf({ after, wait, percent }: Trigger, { start, due }: Version, calendar: Terms['calendar']) {
  if (due === null) return null;
  if (after === 'due' && wait !== undefined) return afterDue(due, wait, calendar);
  if (after !== 'start' || percent === undefined) return null;
  return Date.parse(start) + ((Date.parse(due) - Date.parse(start)) * percent) / 100;
}

const DAY_MS = 86_400_000;

function fits({ severity, limitDays }: LadderRow, matter: MatterWhole, { start, due }: Version): boolean {
  if (severity !== null && severity !== matter.severity) return false;
  if (limitDays === null) return true;
  if (due === null) return false;
  const days = Math.floor((Date.parse(due) - Date.parse(start)) / DAY_MS);
  return (limitDays.over === undefined || days > limitDays.over) && (limitDays.upTo ?? Infinity) >= days;
}

function isFired({ regions }: MatterWhole, { id, clock }: LadderRow, { version }: Version): boolean {
  const key = `${id}@${clock}${version.toString()}`;
  return regions.supervision?.fired.some((fired) => fired.key === key && fired.withdrawnAt === null) ?? false;
}
