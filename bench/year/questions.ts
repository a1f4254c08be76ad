import type { Db } from '../../db/client.ts';
import { inbox } from '../../db/inbox.ts';
import { chainGroups, CHAIN_BY } from '../../db/queries/chain-groups.ts';
import { chain } from '../../db/queries/chain.ts';
import { cursorOf } from '../../db/queries/cursor.ts';
import { heldBeside, heldBy, proposalsTo, sentUpFrom } from '../../db/queries/desk.ts';
import { listMatters } from '../../db/queries/list-matters.ts';
import { NO_DUE, type ListFilter } from '../../db/queries/list-page.ts';
import type { Scope } from '../../db/queries/scope.ts';
import { cohorts, STATISTICS_BY, statisticsGroups } from '../../db/queries/statistics-groups.ts';
import { statistics } from '../../db/queries/statistics.ts';
import { person, post, time, unit } from '../../test/support/hazard-story.ts';
import { YEAR } from '../rehearsal/lives.ts';

/** What somebody asks the register for, and in how many seconds it must be answered on two quiet cores. */
export interface Question {
  readonly what: string;
  readonly within: number;
  readonly ask: (db: Db) => Promise<unknown>;
}

/** A page has as many rows in any register; figures are of all that it holds. */
const PAGE_SECONDS = 0.2;
const FIGURE_SECONDS = 2;

const COUNTY: Scope = { allBut: unit('awb') };
const DEPARTMENT: Scope = { unit: unit('dep-3') };
const TOWNSHIP: Scope = { unit: unit('town-5') };
const ENTERPRISE: Scope = { unit: unit('ent-77'), outside: true };
const JUNE = { foundFrom: '2026-06-01', foundTo: '2026-06-30' };
const WHOLE = { foundFrom: YEAR.from, foundTo: YEAR.to };
const READERS: readonly (readonly [string, Scope])[] = [
  ['安委办', COUNTY],
  ['部门', DEPARTMENT],
  ['乡镇', TOWNSHIP],
  ['企业', ENTERPRISE],
  ['市民', { openedBy: person('p-yj-jb'), outside: true }],
];

/** What the console asks lists for. */
const LISTS: readonly (readonly [string, ListFilter])[] = [
  ['全部', {}],
  ['未办结', { open: true }],
  ['已办结', { open: false }],
  ['逾期', { overdue: true }],
  ['状态（已销号）', { status: 'closed' }],
  ['状态（没有的）', { status: 'registered' }],
  ['督办层级', { level: 3 }],
  ['重大', { severity: 'major' }],
  ['乡镇', { region: 'town-7' }],
  ['行业', { sector: '行业7' }],
  ['没有行业', { sector: '-' }],
  ['牵头部门', { lead: 'dep-7' }],
  ['责任单位', { subject: 'ent-707' }],
  ['承办岗位', { holder: 'awb-jb' }],
  ['承办单位', { holder: 'dep-7' }],
  ['六月发现', JUNE],
  ['六月发现、按乡镇', { ...JUNE, region: 'town-7' }],
  ['六月按期销号', { ...JUNE, countedAs: 'closedOnTime' }],
  ['全年逾期，按乡镇', { ...WHOLE, countedAs: 'overdue', region: 'town-7' }],
  ['全年超过九十日销号', { ...WHOLE, countedAs: 'closedLater' }],
  ['按下一期限', { sort: 'due' }],
  ['未办结、按下一期限', { sort: 'due', open: true }],
  ['乡镇未办结、按下一期限', { sort: 'due', open: true, region: 'town-7' }],
  ['逾期、按下一期限', { sort: 'due', overdue: true }],
  ['查找“灭火器”', { q: '灭火器' }],
  ['查找“消防”', { q: '消防' }],
  ['查找“氨气”', { q: '氨气' }],
  ['查找编号', { q: '2026-0000999' }],
];

const MIDDLE = {
  opened: cursorOf({ at: time('2026-06-15 12:00'), id: 'haz-5' }),
  due: cursorOf({ at: NO_DUE, id: 'haz-5' }),
};
const LAST = {
  opened: cursorOf({ at: time('2026-01-06 09:00:03'), id: 'haz-9' }),
  due: cursorOf({ at: NO_DUE, id: 'haz-99999' }),
};

/** Pages of every list for who sees all, of the plain and the pressing ones for others. */
export function pages(): readonly Question[] {
  const of = (reader: string, scope: Scope, [what, filter]: readonly [string, ListFilter]): Question[] => {
    const sort = filter.sort ?? 'opened';
    return ([['首页', undefined], ['中间页', MIDDLE[sort]], ['末页', LAST[sort]]] as const).map(([place, cursor]) => ({
      what: `${reader}　清单　${what}　${place}`,
      within: PAGE_SECONDS,
      ask: (db) => listMatters(db, { kind: 'hazard', ...filter, ...(cursor === undefined ? {} : { cursor }) }, scope),
    })); // prettier-ignore
  };
  return READERS.flatMap(([reader, scope]) =>
    LISTS.filter((_, nth) => scope === COUNTY || nth < 4 || nth >= 15).flatMap((list) => of(reader, scope, list)),
  );
}

/** What stands on desks and on the page of the chain. */
export function desks(): readonly Question[] {
  const desk = (what: string, who: string, of: string, scope: Scope): Question => ({
    what: `${what}　工作台`,
    within: PAGE_SECONDS,
    ask: (db) =>
      Promise.all([
        heldBy(db, post(who), scope),
        heldBeside(db, { post: post(who), unit: unit(of) }, scope),
        proposalsTo(db, post(who), scope),
        sentUpFrom(db, post(who), scope),
        inbox(db, post(who), scope, { limit: 1 }),
      ]),
  });
  const chains = READERS.slice(0, 3).flatMap(([reader, scope]): Question[] => [
    { what: `${reader}　责任链`, within: FIGURE_SECONDS, ask: (db) => chain(db, scope) },
    ...CHAIN_BY.map((by) => ({
      what: `${reader}　责任链　按 ${by}`,
      within: FIGURE_SECONDS,
      ask: (db: Db) => chainGroups(db, { by, kind: 'hazard' }, scope),
    })),
  ]);
  return [
    desk('安委办经办人', 'awb-jb', 'awb', COUNTY),
    desk('县长', 'xianzhang', 'gov', COUNTY),
    desk('部门经办人', 'dep-3-jb', 'dep-3', DEPARTMENT),
    desk('企业经办人', 'ent-77-jb', 'ent-77', ENTERPRISE),
    ...chains,
  ];
}

/** What the year is counted in. */
export function figures(): readonly Question[] {
  const span = { from: YEAR.from, to: YEAR.to };
  const question = (what: string, ask: Question['ask']): Question => ({ what, within: FIGURE_SECONDS, ask });
  return READERS.slice(0, 4).flatMap(([reader, scope]) => [
    question(`${reader}　统计　合计`, (db) => statistics(db, {}, scope)),
    question(`${reader}　统计　全年去向`, (db) => statistics(db, span, scope)),
    ...STATISTICS_BY.map((by) => question(`${reader}　统计　按 ${by}`, (db) => statisticsGroups(db, by, span, scope))),
    question(`${reader}　统计　销号用时`, (db) => cohorts(db, span, scope)),
  ]);
}
