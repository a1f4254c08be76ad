import { ACTS, numberWords, periodName, postName, SEVERITIES, UNITS, type PolicyWords } from './words.ts';
import { type LadderRow, type Period, type PolicyVersion, type Trigger, type Wait } from './policy.ts';

/** One thing that a policy says, in words; the same key in two versions is the same thing. */
export interface Figure {
  readonly key: string;
  readonly group: '办理时限' | '例外时限' | '数值' | '督办阶梯';
  readonly name: string;
  readonly value: string;
  readonly basis: string;
}

/** What a thing was and what it becomes; null where a version does not have it. */
export interface Difference {
  readonly key: string;
  readonly name: string;
  readonly was: Figure | null;
  readonly is: Figure | null;
}

type RungNames = PolicyWords['rungs'];

/** Everything that a version says, in words. */
export function figuresOf({ content }: PolicyVersion, words: PolicyWords): readonly Figure[] {
  const { rungs } = words;
  const period = (key: string, group: Figure['group'], name: string, it: Period): Figure => ({
    key,
    group,
    name,
    value: `${waitWords(it)}${it.roll ? '，末日遇休息日顺延' : ''}`,
    basis: basisWords(it),
  });
  return [
    ...Object.entries(content.periods).map(([name, it]) =>
      period(`period.${name}`, '办理时限', periodName(words, name), it),
    ),
    ...(content.overrides ?? []).map(({ sector, severity, name, period: it }) => {
      const whom = [sector ?? '', SEVERITIES[severity ?? ''] ?? ''].filter((word) => word !== '').join('、');
      return period(`override.${name}.${whom}`, '例外时限', `${periodName(words, name)}（${whom}）`, it);
    }),
    ...Object.entries(content.numbers).map(([name, n]): Figure => {
      const [label, unit] = numberWords(words, name);
      return { key: `number.${name}`, group: '数值', name: label, value: numberShown(name, n, unit), basis: '' };
    }),
    ...content.ladder.map((row): Figure => ({
      key: `ladder.${row.id}`,
      group: '督办阶梯',
      name: rowName(row, rungs),
      value: rowWords(row, rungs),
      basis: basisWords(row),
    })),
  ];
}

/** What is otherwise in one version than in the one before. */
export function differencesOf(before: readonly Figure[], after: readonly Figure[]): readonly Difference[] {
  const old = new Map(before.map((figure) => [figure.key, figure]));
  const kept = new Set(after.map(({ key }) => key));
  return [
    ...after.flatMap((is): Difference[] => {
      const was = old.get(is.key) ?? null;
      const isSame = was !== null && was.value === is.value && was.basis === is.basis;
      return isSame ? [] : [{ key: is.key, name: is.name, was, is }];
    }),
    ...before.filter(({ key }) => !kept.has(key)).map((was) => ({ key: was.key, name: was.name, was, is: null })),
  ];
}

/** 3个工作日. */
export function waitWords({ amount, unit }: Wait): string {
  return `${Math.abs(amount).toString()}${UNITS[unit] ?? unit}`;
}

/** 预警（一般，整改期限不超过30日）: which row of the ladder it is. */
export function rowName({ rung, clock, severity, limitDays }: LadderRow, rungs: RungNames): string {
  const whom = [
    severity === null ? '' : (SEVERITIES[severity] ?? severity),
    clock === 'T' ? '整改期限' : '办理时限',
    limitDays?.upTo === undefined ? '' : `不超过${limitDays.upTo.toString()}日的`,
    limitDays?.over === undefined ? '' : `超过${limitDays.over.toString()}日的`,
  ].filter((word) => word !== '');
  return `${rungs[rung]?.label ?? rung}（${whom.join('，')}）`;
}

/** 期满前3日，或者复查2次不合格: what makes a row of the ladder fire. */
export function firesWords({ anyOf }: LadderRow, rungs: RungNames): string {
  return anyOf.map((trigger) => triggerWords(trigger, rungs)).join('，或者');
}

function rowWords(row: LadderRow, rungs: RungNames): string {
  const { act, tell, confirmers, replyWait } = row;
  return [
    firesWords(row, rungs),
    `${ACTS[act] ?? act}${tell.map(postName).join('、')}`,
    confirmers.length === 0 ? '' : `由${confirmers.map(postName).join('或')}签发`,
    replyWait === null ? '' : `${waitWords(replyWait)}内答复`,
  ]
    .filter((words) => words !== '')
    .join('；');
}

function triggerWords(
  { after, wait, percent, rung, n, replyMissed, graded, ground }: Trigger,
  rungs: RungNames,
): string {
  const named = (name = ''): string => rungs[name]?.label ?? name;
  if (after === 'due' && wait !== undefined)
    return wait.amount === 0 ? '期满即刻' : `${wait.amount < 0 ? '期满前' : '期满后'}${waitWords(wait)}`;
  if (percent !== undefined) return `期限过了${percent.toString()}%`;
  if (after === 'done' && wait !== undefined) return `${named(rung)}后${waitWords(wait)}`;
  if (n !== undefined) return `复查${n.toString()}次不合格`;
  if (replyMissed !== undefined) return `${named(replyMissed)}逾期未答复`;
  if (graded !== undefined) return '定为重大隐患';
  return ground === undefined ? '' : '有应当问责的情形';
}

function basisWords({ basis, verified }: { readonly basis: string; readonly verified: boolean }): string {
  if (verified) return basis;
  return basis === '本县默认' ? '本县默认，依据待核' : `本县默认，依据待核（${basis}）`;
}

function numberShown(name: string, n: number, unit: string): string {
  if (!name.startsWith('work')) return `${n.toLocaleString('zh-CN')}${unit}`;
  return `${Math.floor(n / 60).toString()}:${(n % 60).toString().padStart(2, '0')}`;
}
