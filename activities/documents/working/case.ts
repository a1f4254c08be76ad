import type { EventData, EventType, HazardRecorded } from '../../../workflows/hazard/event.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { SEVERITY_WORDS } from '../../../workflows/hazard/words.ts';
import type { PersonId, UnitId } from '../../../workflows/kernel/terms.ts';
import { NotDrawable, type FieldSource, type Fields, type Source } from '../definition.ts';
import { chineseDate } from '../layout/words.ts';

/** A line that somebody fills in by pen: what no register knows is never made up. */
export const PEN = '＿＿＿＿＿＿＿＿';

/** The state that an event of a hazard led to. */
export function hazardOf({ after }: Pick<Source, 'after'>): HazardState {
  return after as HazardState;
}

/** What the event says, which is one of these types; throws `NotDrawable` for another. */
export function said<T extends EventType>({ event }: Source, ...types: readonly T[]): EventData[T] {
  const is = types.find((type) => type === event.type);
  if (is === undefined) throw new NotDrawable('这一事件没有对应的文书。');
  return event.data as EventData[T];
}

/** The last event of a type up to then; null where there is none. */
export function lastOf<T extends EventType>(
  { events }: Pick<Source, 'events'>,
  type: T,
): Extract<HazardRecorded, { type: T }> | null {
  const found = (events as readonly HazardRecorded[]).findLast((event) => event.type === type);
  return (found ?? null) as Extract<HazardRecorded, { type: T }> | null;
}

/** A field with what people call it and where it comes from. */
export function field(name: string, label: string, source: string): FieldSource {
  return { field: name, label, source };
}

/** The hazard that a paper is about. */
export function caseFields(source: Source): Fields {
  const { report, severity, foundOn, number } = hazardOf(source);
  return {
    unit: source.name(source.unit).name,
    number: source.number ?? '',
    caseNumber: number,
    hazard: report.description,
    place: report.place,
    foundOn: chineseDate(foundOn),
    severity: severity === null ? '尚未定级' : SEVERITY_WORDS[severity],
    madeOn: chineseDate(source.at),
  };
}

/** Of `caseFields` what no paper is valid without; `number` only where it bears one. */
export const CASE_REQUIRED: readonly FieldSource[] = [
  field('unit', '制作机关', '作出该事项的单位（单位登记）'),
  field('number', '文号', '文号登记'),
];

/** The rest of `caseFields`. */
export const CASE_OTHERS: readonly FieldSource[] = [
  field('caseNumber', '隐患编号', '事项编号'),
  field('hazard', '隐患情况', '上报内容'),
  field('place', '隐患地点', '上报内容'),
  field('foundOn', '发现日期', '上报内容'),
  field('severity', '隐患级别', '定级'),
  field('madeOn', '制作日期', '事件的时间'),
];

/** Whom a paper is addressed to: as the registers say, with a line for the pen where they say nothing. */
export function partyFields(source: Source, unit: UnitId): Fields {
  const { name, address, legalPerson, phone, creditCode } = source.name(unit);
  return {
    party: name,
    partyAddress: address ?? PEN,
    partyHead: legalPerson ?? PEN,
    partyPhone: phone ?? PEN,
    partyCode: creditCode ?? PEN,
  };
}

export const PARTY_REQUIRED: readonly FieldSource[] = [field('party', '单位名称', '单位登记')];

export const PARTY_OTHERS: readonly FieldSource[] = [
  field('partyAddress', '单位地址', '企业登记'),
  field('partyHead', '法定代表人（负责人）', '责任链登记的主体责任人，或者单位主要负责人'),
  field('partyPhone', '联系电话', '人员登记'),
  field('partyCode', '统一社会信用代码', '企业登记'),
];

/** Who must rectify; throws `NotDrawable` before anybody was told to. */
export function rectifierOf(source: Source): UnitId {
  const { assignment, subject } = hazardOf(source);
  const unit = assignment?.unit ?? subject;
  if (unit === null) throw new NotDrawable('尚未确定整改责任单位，不能制作文书。');
  return unit;
}

/** Officers by name, each with the certificate that was valid then; whoever has none, an expert, by title. */
export function officersWords(source: Source, officers: readonly PersonId[]): string {
  return officers.map((id) => officerWords(source, id)).join('、');
}

function officerWords(source: Source, id: PersonId): string {
  const { name, certificate, title } = source.name(id);
  if (certificate !== null) return `${name}（执法证号：${certificate}）`;
  return title === null ? name : `${name}（${title}）`;
}

/** The same of a paper of enforcement. Throws `NotDrawable` unless two of them held a certificate (行政处罚法第42条). */
export function enforcersWords(source: Source, officers: readonly PersonId[]): string {
  const certified = officers.filter((id) => source.name(id).certificate !== null);
  if (certified.length < 2) throw new NotDrawable('持有效执法证件的执法人员不足两名，不能制作文书。');
  return officersWords(source, officers);
}

/** Whoever acted, by title and name. */
export function actorWords({ event, name }: Source): string {
  return `${name(event.actor.post).name}  ${name(event.actor.person).name}`;
}

/** A text as the end of a sentence: closed by one full stop, whatever it came with. */
export function sentence(words: string): string {
  return `${words.trim().replace(/[。；;.]+$/, '')}。`;
}

/** A decision with the reason that was given, unless that only says the decision again. */
export function withReason(decision: string, reason: string): string {
  return decision.includes(clause(reason)) ? `${decision}。` : `${decision}。${sentence(reason)}`;
}

/** A text as a part of a sentence: without a stop of its own. */
export function clause(words: string): string {
  return words.trim().replace(/[。；;.]+$/, '');
}
