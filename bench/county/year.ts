import { plusDays, type Day } from '../../workflows/kernel/instant.ts';
import { randomOf, type Random } from './random.ts';
import { BRANDS, FINDINGS, GIVEN, MEASURES, PLACES, SOURCES, SURNAMES, TRADES } from './words.ts';

/** The names that the rows are made of: those of a county's registers. */
export interface CountyNames {
  readonly townships: readonly string[];
  readonly departments: readonly { readonly name: string; readonly sectors: readonly string[] }[];
  readonly enterprises: readonly {
    readonly name: string;
    readonly township: string;
    readonly department: string;
    readonly sector: string;
  }[];
}

/** Which year to make. The same options give the same rows, on every machine. */
export interface YearOptions {
  readonly seed: number;
  /** The last day of the year, and the day that lateness counts from. */
  readonly asOf: Day;
  readonly found: number;
  readonly open: number;
  /** The share of rows whose 责任单位 no register knows. */
  readonly unregistered: number;
}

/** The year of S4 (domain.md §1.2): 9,706 general hazards found, 9,450 closed, 97.4 %. */
export const YEAR = { seed: 20_250_101, found: 9_706, open: 256, unregistered: 0.3 } as const;
/** The same proportions for a first start: 369 of 379 is 97.4 %. */
export const SMALL_YEAR = { seed: 20_250_101, found: 379, open: 10, unregistered: 0 } as const;

/** One row by the contract's headings; days are `YYYY-MM-DD`. */
export type CountyRow = Readonly<Record<string, string | number>>;

/** How late the open rows are, in days after 整改期限 (negative: still to come), and their shares. */
const LATENESS: readonly { readonly share: number; readonly from: number; readonly to: number }[] = [
  { share: 0.35, from: -25, to: -1 },
  { share: 0.15, from: 0, to: 3 },
  { share: 0.2, from: 4, to: 13 },
  { share: 0.12, from: 14, to: 20 },
  { share: 0.1, from: 21, to: 29 },
  { share: 0.08, from: 30, to: 60 },
];

/** The rows of a year, in order of discovery. */
export function countyYear(options: YearOptions, names: CountyNames): CountyRow[] {
  const random = randomOf(options.seed);
  const days = [
    ...Array.from({ length: options.found - options.open }, () => closedDays(random, options.asOf)),
    ...Array.from({ length: options.open }, (_, i) => openDays(random, options.asOf, i / options.open)),
  ].sort((a, b) => (a.发现日期 < b.发现日期 ? -1 : a.发现日期 > b.发现日期 ? 1 : 0));
  return days.map((row, i) => ({
    隐患编号: `${row.发现日期.slice(0, 7).replace('-', '')}-${(i + 1).toString().padStart(5, '0')}`,
    ...whatAndWhere(random, names, options.unregistered),
    ...row,
  }));
}

interface Days {
  readonly 发现日期: Day;
  readonly 整改期限: Day;
  readonly 整改状态: string;
  readonly 复查日期?: Day;
  readonly 复查人?: string;
  readonly 销号日期?: Day;
}

/** A fifth is put right on the spot; of the others most in time. */
function closedDays(random: Random, asOf: Day): Days {
  const onTheSpot = random.chance(0.2);
  const limit = onTheSpot ? 0 : random.whole(5, 30);
  const taken = onTheSpot ? 0 : random.chance(0.9) ? random.whole(1, limit) : limit + random.whole(1, 20);
  const foundOn = plusDays(asOf, -random.whole(taken + 4, 364));
  const recheckedOn = plusDays(foundOn, taken);
  const closedOn = onTheSpot ? recheckedOn : plusDays(recheckedOn, random.whole(0, 3));
  return {
    发现日期: foundOn,
    整改期限: plusDays(foundOn, limit),
    整改状态: '已销号',
    复查日期: recheckedOn,
    复查人: `${person(random)}、${person(random)}`,
    销号日期: closedOn,
  };
}

function openDays(random: Random, asOf: Day, place: number): Days {
  let before = 0;
  const late = LATENESS.find(({ share }) => (before += share) > place) ?? { from: -25, to: -1 };
  const dueOn = plusDays(asOf, -random.whole(late.from, late.to));
  // Found before its deadline and not after the end of the year.
  const foundOn = [plusDays(dueOn, -random.whole(7, 30)), asOf].sort()[0] ?? asOf;
  const status = random.chance(0.2) ? '未整改' : random.chance(0.7) ? '整改中' : '待复查';
  return { 发现日期: foundOn, 整改期限: dueOn, 整改状态: status };
}

function whatAndWhere(random: Random, names: CountyNames, unregistered: number): CountyRow {
  const where = random.chance(unregistered) ? smallBusiness(random, names) : random.pick(names.enterprises);
  const finding = random.pick(FINDINGS[where.sector] ?? FINDINGS['其他'] ?? []);
  return {
    隐患描述: finding.replace('{p}', random.pick(PLACES)),
    隐患级别: '一般',
    责任单位: where.name,
    所属乡镇: where.township,
    监管部门: where.department,
    行业领域: where.sector,
    整改责任人: person(random),
    整改措施: random.pick(MEASURES),
    整改资金: random.whole(1, 60) / 20,
    隐患来源: random.pick(SOURCES),
  };
}

function smallBusiness(random: Random, names: CountyNames): CountyNames['enterprises'][number] {
  const township = random.pick(names.townships);
  const department = random.pick(names.departments.filter(({ sectors }) => sectors.length > 0));
  const name = `${township.replace(/(镇|乡|街道)$/, '')}${random.pick(BRANDS)}${random.pick(TRADES)}有限公司`;
  return { name, township, department: department.name, sector: random.pick(department.sectors) };
}

function person(random: Random): string {
  return random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.5) ? random.pick(GIVEN) : '');
}
