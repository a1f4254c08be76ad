import type { KindFace } from '../../client/kinds.ts';

/** What the API has no words for: the numbers of a hazard's policy, and what each counts. */
const NUMBERS: Readonly<Record<string, readonly [string, string]>> = {
  returnsMax: ['退回交办最多', '次'],
  officersMin: ['执法（核查）人员至少', '人'],
  officersMinMajor: ['重大隐患执法人员至少', '人'],
  extensionsMax: ['延期最多', '次'],
  workFromMinute: ['上班时间', ''],
  workToMinute: ['下班时间', ''],
  remindSecondsMin: ['提醒间隔至少', '秒'],
};

const POSTS: Readonly<Record<string, string>> = {
  lead: '牵头监管单位经办人',
  leadDeputy: '牵头监管单位分管负责人',
  leadPrincipal: '牵头监管单位主要负责人',
  rectifier: '整改责任人',
  rectifierDeputy: '整改单位分管负责人',
  rectifierPrincipal: '整改单位主要负责人',
  township: '属地乡镇',
  holder: '当前持有人',
  deputy: '持有人所在单位分管负责人',
  principal: '持有人所在单位主要负责人',
  officeDesk: '安委办经办人',
  officeDirector: '安委办主任',
  deputyHead: '分管副县长',
  committeeHead: '安委会主任',
  partySecretary: '县委主要负责人',
  inspectorate: '督查室',
};

export const UNITS: Readonly<Record<string, string>> = {
  hour: '小时',
  calendarDay: '日',
  workingDay: '个工作日',
  second: '秒（演练）',
};

export const ACTS: Readonly<Record<string, string>> = {
  notify: '通知',
  propose: '拟稿待签发，知会',
  handOver: '升级办理，通知',
  takeOver: '接管办理，通知',
};

export const SEVERITIES: Readonly<Record<string, string>> = { general: '一般', major: '重大' };

/** The words of a kind by which its policies are read. */
export type PolicyWords = Pick<KindFace, 'rungs' | 'periods' | 'figures'>;

export const NO_WORDS: PolicyWords = { rungs: {}, periods: {}, figures: {} };

export function periodName({ periods }: PolicyWords, name: string): string {
  return periods[name] ?? name;
}

export function numberWords({ figures }: PolicyWords, name: string): readonly [string, string] {
  const said = figures[name];
  return said === undefined ? (NUMBERS[name] ?? [name, '']) : [said.label, said.unit];
}

export function postName(name: string): string {
  return POSTS[name] ?? name;
}
