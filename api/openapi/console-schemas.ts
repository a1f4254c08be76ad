import { array, count, instant, list, nullable, object, ref, text } from './shapes.ts';

const ROW = { allOf: [ref('MatterRow'), object({ path: text })] };

/** Per cent, with one decimal. */
const PERCENT = nullable({ type: 'number', minimum: 0, maximum: 100 });
const GROUP = { key: nullable(text), name: nullable(text) };
const EACH_LEVEL = object(Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((level) => [level.toString(), count])));

/** What the console is answered with, beside what everybody is. */
export const CONSOLE_SCHEMAS: Readonly<Record<string, object>> = {
  DeskMatter: ROW,
  Desk: object({
    held: array(ref('DeskMatter')),
    heldTotal: count,
    unit: array(ref('DeskMatter')),
    unitTotal: count,
    proposals: array(
      object({ matter: ref('DeskMatter'), rung: text, clock: { enum: ['T', 'S'] }, dueAt: instant, until: instant }),
    ),
    documents: array(
      object({
        id: text,
        document: text,
        title: text,
        state: text,
        needs: { enum: ['sign', 'issue', 'serve'] },
        matter: ref('DeskMatter'),
      }),
    ),
    sentUp: array(ref('DeskMatter')),
    unread: count,
  }),
  ChainGroups: list(
    object(
      {
        ...GROUP,
        open: count,
        overdue: count,
        atLevel: EACH_LEVEL,
        nextDue: nullable(instant),
        silentSince: instant,
      },
      { person: nullable(text) },
    ),
  ),
  StatisticsGroups: list(
    object({
      ...GROUP,
      found: count,
      major: count,
      closed: count,
      open: count,
      overdue: count,
      closedOnTime: count,
      firstPass: count,
      rechecked: count,
      rate: PERCENT,
      onTimeRate: PERCENT,
      firstPassRate: PERCENT,
    }),
  ),
  Cohorts: list(
    object({
      month: nullable(text),
      found: count,
      closedWithin: object({ '30': count, '60': count, '90': count, later: count }),
      open: count,
    }),
  ),
};
