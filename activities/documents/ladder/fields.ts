import { rungsOf } from '../../../workflows/hazard/clocks.ts';
import type { Rung } from '../../../workflows/hazard/supervision.ts';
import type { FieldSource, Fields, Source } from '../definition.ts';
import { chineseDate } from '../layout/words.ts';
import { efforts, measuresBefore, rungWords } from './course.ts';
import { demandsOf } from './demands.ts';
import { HAZARD_OTHERS, HAZARD_REQUIRED, hazardFields } from './facts.ts';
import { actorWords, hazardOf } from '../working/case.ts';
import { rungOf, type RungGiven } from './rung.ts';
import { situationOf, type Situation } from './situation.ts';
import { dueWords, waitWords } from './words.ts';

/** Stands for the number of a letter that nobody has issued. */
const DRAFT_NUMBER = '【草稿】尚未签发，未编号';

/** What all letters of the ladder say; those of them that only some use are left out by the templates. */
export function rungFields(source: Source): Fields {
  const rung = rungOf(source);
  const situation = situationOf(source, rung);
  return {
    ...hazardFields(source),
    ...issuing(source, rung),
    rung: rungWords(rung.rung, hazardOf(source)),
    addressees: situation.addressees.map((id) => source.name(id).name).join('、'),
    duty: situation.duty,
    deadline: situation.due === null ? '尚未确定' : dueWords(situation.due),
    overdue: situation.overdue,
    situation: situation.words,
    measures: orNone(measuresBefore(source, rung.key)),
    efforts: orNone(efforts(source)),
    demands: demandsOf(rung, situation),
    replyBy: replyBy(source, rung, situation),
    copies: copiesTo(source, rung, situation),
    ...contact(source),
  };
}

/** Without which no letter of the ladder is valid (§ number, addressee, case, first deadline, lateness, demands, signer). */
const RUNG_REQUIRED: readonly FieldSource[] = [
  ...HAZARD_REQUIRED,
  { field: 'number', label: '文号', source: '文号登记' },
  { field: 'addressees', label: '主送单位', source: '整改期限对整改责任单位和监管责任单位，办理时限对承办单位' },
  { field: 'duty', label: '督办事项', source: '整改，或者办理环节' },
  { field: 'deadline', label: '届满的期限', source: '整改期限或者办理时限' },
  { field: 'overdue', label: '逾期情况', source: '自首次届满之日起计算的整日数' },
  { field: 'situation', label: '逾期情况说明', source: '期限、报验和复查记录' },
  { field: 'demands', label: '督办要求', source: '督办等级' },
  { field: 'demands.n', label: '序号', source: '督办等级' },
  { field: 'demands.text', label: '要求', source: '督办等级' },
  { field: 'replyBy', label: '回复期限', source: '督办规则规定的回复期限' },
  { field: 'signer', label: '签发人', source: '签发督办的人员；系统按规则发出的为发文机关' },
  { field: 'madeOn', label: '成文日期', source: '签发时间' },
];

/** What letters of the ladder say besides. */
const RUNG_OTHERS: readonly FieldSource[] = [
  ...HAZARD_OTHERS,
  { field: 'rung', label: '督办等级', source: '督办规则' },
  { field: 'measures', label: '已采取的督促措施', source: '此前发出的督办文书' },
  { field: 'measures.date', label: '日期', source: '此前发出的督办文书' },
  { field: 'measures.text', label: '文书', source: '此前发出的督办文书' },
  { field: 'efforts', label: '办理和反馈情况', source: '签收、报告、报验、申请和回复' },
  { field: 'efforts.date', label: '日期', source: '签收、报告、报验、申请和回复' },
  { field: 'efforts.text', label: '情况', source: '签收、报告、报验、申请和回复' },
  { field: 'copies', label: '抄送单位', source: '督办规则规定的告知对象' },
  { field: 'contact', label: '联系人', source: '安委办经办岗位' },
];

/** The sources of a letter that leaves some of the mandatory fields out: a county's template may still use them. */
export function rungSources(left: readonly string[]): {
  readonly required: readonly FieldSource[];
  readonly others: readonly FieldSource[];
} {
  const isLeft = ({ field }: FieldSource): boolean => left.includes(field);
  return {
    required: RUNG_REQUIRED.filter((one) => !isLeft(one)),
    others: [...RUNG_OTHERS, ...RUNG_REQUIRED.filter(isLeft)],
  };
}

/** Number, unit, signer and day: of a draft whoever would sign it, and blanks for what only the issue brings. */
function issuing(source: Source, { draft, confirmers }: RungGiven): Fields {
  if (draft) {
    const [first] = confirmers;
    const unit = first === undefined ? null : source.name(first).unit;
    const waiting = { number: DRAFT_NUMBER, signer: '（待签发）', madeOn: '    年  月  日' };
    return { ...waiting, unit: source.name(unit ?? source.unit).name };
  }
  const { actor } = source.event;
  const madeOn = chineseDate(source.at);
  // What the system gives, it gives in the unit's name: no person has signed it.
  if (actor.role === 'system') return { signer: source.name(source.unit).name, madeOn };
  return { signer: actorWords(source), madeOn };
}

/** By when an answer is asked for; where the policy sets no reply, when the next rung would fall due if nobody acted. */
function replyBy(source: Source, { draft, replyDue, row, rung, clock }: RungGiven, { due }: Situation): string {
  if (replyDue !== null) return `${dueWords(replyDue)}前`;
  if (draft && row !== null && row.replyWait !== null) return `签发之日起${waitWords(row.replyWait)}内`;
  if (rung === 'warn' && due !== null) return `${dueWords(due)}前`;
  const next = rungsOf(hazardOf(source)).find((time) => time.row.rung === NEXT[rung] && time.row.clock === clock);
  return next === undefined || next.dueAt <= source.at ? '办结后立即' : `${dueWords(next.dueAt)}前`;
}

const NEXT: Readonly<Partial<Record<Rung, Rung>>> = { urge: 'supervise', circulate: 'refer' };

/** The units of whoever the rung tells, but for those it is addressed to and the one that gives it. */
function copiesTo(source: Source, { told }: RungGiven, { addressees }: Situation): string {
  const units = told.flatMap((post) => source.name(post).unit ?? []);
  const others = [...new Set(units)].filter((id) => id !== source.unit && !addressees.includes(id));
  return others.length === 0 ? '无' : others.map((id) => source.name(id).name).join('，');
}

function contact(source: Source): Fields {
  const { officeDesk, officeUnit } = hazardOf(source).terms.county;
  const { name, incumbent } = source.name(officeDesk);
  return { contact: `${source.name(officeUnit).name}${name}${incumbent === null ? '' : `（${incumbent}）`}` };
}

function orNone(rows: readonly Fields[]): readonly Fields[] {
  return rows.length > 0 ? rows : [{ date: '', text: '登记簿中没有此项记录。' }];
}
