import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIGURES } from '../../../db/queries/figures.ts';
import { STATISTICS_BY } from '../../../db/queries/statistics-groups.ts';
import { queryOf, type ListFilter } from '../../../web/parts/list-path.ts';
import type { FigureName } from '../../../web/parts/figure-words.ts';
import { figuresOf, narrowed } from '../../../web/pages/year/span.ts';
import type { Cohort, CountName, Span, YearGroup } from '../../../web/pages/year/year-answer.ts';
import type { Actor, Role } from '../../../workflows/kernel/command.ts';
import type { PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import { BODY, driven } from '../../support/hazard-bodies.ts';
import type { Story } from '../../support/hazard-story.ts';
import { keep, nthId } from '../access/matters.ts';
import { enrolled, type Reader } from '../access/people.ts';
import { hazards } from '../access/world.ts';
import { apiSystem, listOf, type ApiSystem } from './system.ts';

/** A figure of the year page and the list that it leads to. */
interface Cell {
  readonly figure: FigureName;
  readonly n: number;
  readonly list: ListFilter;
}

/** Where and when the same stories are found. */
const PLACES: readonly Readonly<Record<string, string>>[] = [
  {},
  { yj: 'yj-x', town: 'town-x', '2026-03-02': '2026-02-01' },
  { '2026-03-02': '2025-12-20' },
  { town: 'town-x', '2026-03-02': '2025-06-01' },
];
const COUNTS: readonly CountName[] = [
  'found', 'major', 'closed', 'open', 'overdue', 'closedOnTime', 'firstPass', 'rechecked',
]; // prettier-ignore
const ALL: Span = { from: '2025-01-01', to: '2026-12-31', region: '', sector: '' };
const CUT: Span = { ...ALL, from: '2025-12-20', to: '2026-02-20' };
const PLACE: Span = { ...ALL, region: 'town-x', sector: '燃气' };

let system: ApiSystem;

beforeAll(async () => {
  // Reading asks the database alone.
  system = await apiSystem({ temporalAddress: '127.0.0.1:1' });
  const told = [...hazards().map(({ entries }) => entries), ...[late(), failed(), gas()].map((one) => one.entries())];
  const gone = hazards().findIndex(({ status }) => status === 'transferred');
  let nth = 0;
  for (const words of PLACES) {
    for (const [i, entries] of told.entries()) {
      await keep(system.db, { kind: 'hazard', nth, words, entries });
      nth += 1;
      if (i !== gone) continue;
      // What was transferred goes on elsewhere: seen by the other unit, not by the one that had it.
      const child = told[told.length - 1 - (nth % 3)] ?? [];
      const parent = nthId('hazard', nth - 1);
      await keep(system.db, { kind: 'hazard', nth, words: { ...words, yj: 'zj' }, entries: child, parent });
      nth += 1;
    }
  }
});
afterAll(() => system.close());

/** Handed in when T was over, and closed. */
function late(): Story {
  const told = driven('rectifying');
  told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-19 09:00');
  told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-20 09:00');
  told.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-20 15:00');
  return told;
}

/** Rechecked twice. */
function failed(): Story {
  const told = driven('rechecking');
  told.say('yj-jb', 'Recheck', BODY.fail, '2026-03-05 09:00');
  told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
  told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-09 09:00');
  told.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-09 15:00');
  return told;
}

function gas(): Story {
  return driven('closed', {}, { report: { sector: '燃气' } });
}

function reader(role: Role, unit: string): Promise<Reader> {
  const id = `fg-${role}-${unit}`;
  const actor: Actor = { person: id as PersonId, post: id as PostId, unit: unit as UnitId, rank: 2, role };
  return enrolled(system.app, system.db, actor);
}

/** Every figure on the year page that is more than nothing: the others lead nowhere. */
async function cellsOf(who: Reader, span: Span): Promise<readonly Cell[]> {
  const itemsAt = async <Row>(path: string) =>
    (await who.get(`/v1/statistics/${path}`)).body['items'] as readonly Row[];
  const cells: Cell[] = [];
  for (const by of STATISTICS_BY)
    for (const row of await itemsAt<YearGroup>(`groups?by=${by}&${figuresOf(span)}`))
      for (const figure of COUNTS)
        cells.push({ figure, n: row[figure], list: narrowed(span, by, row.key, figure) ?? {} });
  for (const { month, open, closedWithin } of await itemsAt<Cohort>(`cohorts?${figuresOf(span)}`)) {
    const { 30: d30, 60: d60, 90: d90, later } = closedWithin;
    const parts = { open, closedIn30: d30, closedIn60: d60, closedIn90: d90, closedLater: later };
    for (const [figure, n] of Object.entries(parts) as [keyof typeof parts, number][])
      cells.push({ figure, n, list: narrowed(span, 'month', month, figure) ?? {} });
  }
  return cells.filter(({ n }) => n > 0);
}

async function totalOf(who: Reader, list: ListFilter): Promise<number> {
  const page = await who.get(`/v1/hazards?limit=200&${queryOf(list)}`);
  expect([page.status, page.body['next']], queryOf(list)).toEqual([200, null]);
  return listOf(page).length;
}

describe.each([
  ['office', 'awb', ALL],
  ['office', 'awb', CUT],
  ['office', 'awb', PLACE],
  ['department', 'yj', ALL],
  ['department', 'zj', ALL],
  ['township', 'town-x', ALL],
  ['enterprise', 'ent', ALL],
] as const)('for %s of %s', (role, unit, span) => {
  it(`each figure of ${figuresOf(span)} is as many as the list that it leads to`, async () => {
    const who = await reader(role, unit);
    const cells = await cellsOf(who, span);
    expect(cells.length).toBeGreaterThan(10);
    for (const { n, list } of cells) expect([await totalOf(who, list), list]).toEqual([n, list]);
  });
});

describe('the list of a figure', () => {
  it('is there for each of them', async () => {
    const cells = await cellsOf(await reader('office', 'awb'), ALL);
    const linked = new Set(cells.map(({ figure }) => figure));
    expect(FIGURES.filter((figure) => !linked.has(figure))).toEqual(['rectified']);
  });

  it.each(['countedAs', 'foundFrom', 'foundTo', 'region', 'sector', 'lead', 'level'])(
    'would be another without %s',
    async (name) => {
      const who = await reader('office', 'awb');
      const cells = (await cellsOf(who, ALL)).filter(({ list }) => name in list && list[name] !== '');
      const without = await Promise.all(cells.map(({ list }) => totalOf(who, { ...list, [name]: undefined })));
      expect(cells.filter(({ n }, i) => n !== without[i]).length).toBeGreaterThan(0);
    },
  );

  it.each(FIGURES.filter((figure) => figure !== 'found' && figure !== 'rectified'))(
    'of %s is another than of what was found',
    async (figure) => {
      const who = await reader('office', 'awb');
      const whole = { foundFrom: ALL.from, foundTo: ALL.to };
      const [part, all] = [
        await totalOf(who, { ...whole, countedAs: figure }),
        await totalOf(who, { ...whole, countedAs: 'found' }),
      ];
      expect(part).toBeLessThan(all);
    },
  );

  it('is asked for by a figure that there is', async () => {
    const office = await reader('office', 'awb');
    expect((await office.get('/v1/hazards?countedAs=x')).body['code']).toBe('InvalidQuery');
  });
});
