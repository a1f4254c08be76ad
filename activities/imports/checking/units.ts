import type { UnitId } from '../../../workflows/kernel/terms.ts';
import { plain } from './cells.ts';

/** A unit as the import needs it. */
export interface RegisteredUnit {
  readonly id: UnitId;
  readonly name: string;
  /** What people call it: 青石镇 for 青石镇人民政府, 宏泰化工 for 宏泰化工有限公司. */
  readonly shortName: string;
  readonly kind: string;
}

/** The registers by name: what a cell of the ledger may mean. */
export interface UnitNames {
  readonly townships: NameIndex;
  readonly departments: NameIndex;
  /** Whoever may have to rectify: enterprises first, but also townships and departments. */
  readonly subjects: NameIndex;
}

/** `unknown` answers the registered name that a mistyped one is nearest to, if any; it is dear, so only errors ask. */
export type Found =
  { readonly unit: RegisteredUnit } | { readonly unknown: () => string | null } | { readonly several: true };

type NameIndex = (name: string) => Found;

/** Indexes the registers by every form in which ledgers write a unit's name. */
export function unitNames(units: readonly RegisteredUnit[]): UnitNames {
  const ofKind = (...kinds: string[]): RegisteredUnit[] => units.filter((unit) => kinds.includes(unit.kind));
  return {
    townships: indexed(ofKind('township'), townshipForms),
    departments: indexed(ofKind('department', 'office'), departmentForms),
    subjects: indexed(ofKind('enterprise', 'township', 'department', 'office'), (name) => [name]),
  };
}

function indexed(units: readonly RegisteredUnit[], formsOf: (name: string) => string[]): NameIndex {
  const byName = new Map<string, RegisteredUnit[]>();
  const byForm = new Map<string, Set<RegisteredUnit>>();
  for (const unit of units) {
    for (const name of new Set([plain(unit.name), plain(unit.shortName)])) {
      byName.set(name, [...(byName.get(name) ?? []), unit]);
      for (const form of formsOf(name)) byForm.set(form, (byForm.get(form) ?? new Set()).add(unit));
    }
  }
  return (text) => {
    const exact = byName.get(plain(text)) ?? [];
    const found = exact.length > 0 ? exact : unionOf(formsOf(plain(text)).map((form) => byForm.get(form)));
    const [unit] = found;
    if (unit === undefined) return { unknown: () => nearest(plain(text), units) };
    return found.length > 1 ? { several: true } : { unit };
  };
}

function unionOf(sets: readonly (ReadonlySet<RegisteredUnit> | undefined)[]): RegisteredUnit[] {
  return [...new Set(sets.flatMap((set) => [...(set ?? [])]))];
}

/** 青石镇, 青石镇人民政府, 桂溪街道, 桂溪街道办事处 and 某县青石镇 are one. */
function townshipForms(name: string): string[] {
  const base = name
    .replace(/^[^县]{1,6}县/, '')
    .replace(/(人民政府|政府|管理委员会|管委会)$/, '')
    .replace(/(街道)(办事处|办)$/, '$1');
  return [base];
}

/** 县应急管理局, 应急管理局, 某县应急管理局 and 应急局 are one. */
function departmentForms(name: string): string[] {
  const base = name.replace(/^[^县]{0,6}县/, '');
  return [base, ...(SHORT_NAMES.find((names) => names.includes(base)) ?? [])];
}

/** Names that ledgers use for one department. */
const SHORT_NAMES: readonly (readonly string[])[] = [
  ['应急管理局', '应急局', '安监局'],
  ['市场监督管理局', '市场监管局', '市监局'],
  ['住房和城乡建设局', '住房和城乡建设委员会', '住建局', '住建委', '城乡建委'],
  ['交通运输局', '交通局', '交委', '交通运输委员会'],
  ['教育局', '教体局', '教育和体育局', '教育体育局', '教委', '教育委员会'],
  ['消防救援大队', '消防大队', '消防救援局'],
  ['农业农村局', '农业农村委员会', '农业局', '农委'],
  ['文化和旅游局', '文旅局', '文化旅游局', '文化和旅游发展委员会', '文旅委'],
  ['工业和信息化局', '工信局', '经济和信息化局', '经信局', '经济和信息化委员会', '经信委', '经济信息委'],
  ['卫生健康局', '卫健局', '卫生健康委员会', '卫健委'],
  ['自然资源局', '自规局', '规划和自然资源局', '自然资源和规划局'],
  ['生态环境局', '环保局'],
  ['城市管理局', '城管局', '城市管理综合执法局', '综合行政执法局', '综合执法局'],
  ['发展和改革局', '发改局', '发展和改革委员会', '发改委', '发展改革委', '发展改革局'],
  ['水利局', '水务局'],
  ['商务局', '商务委员会', '商务委'],
  ['林业局', '林草局', '林业和草原局'],
];

/** The registered name that shares most with a mistyped one, if it shares half; offered in the error's message. */
function nearest(text: string, units: readonly RegisteredUnit[]): string | null {
  let best: { name: string; share: number } | null = null;
  for (const { name, shortName } of units) {
    const share = Math.max(likeness(text, plain(name)), likeness(text, plain(shortName)));
    if (share >= 0.5 && share > (best?.share ?? 0)) best = { name, share };
  }
  return best?.name ?? null;
}

function likeness(a: string, b: string): number {
  const shared = [...new Set(a)].filter((char) => b.includes(char)).length;
  return (2 * shared) / (new Set(a).size + new Set(b).size);
}
