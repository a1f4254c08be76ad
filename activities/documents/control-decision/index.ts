import { CONTROL_WORDS } from '../../../workflows/hazard/region-words.ts';
import type { Control } from '../../../workflows/hazard/regions/control.ts';
import { basisShown } from '../../../workflows/kernel/period-words.ts';
import { dayOf } from '../../../workflows/kernel/instant.ts';
import type { PersonId } from '../../../workflows/kernel/terms.ts';
import type { HazardRecorded } from '../../../workflows/hazard/event.ts';
import { NotDrawable, type DocumentDefinition, type Source } from '../definition.ts';
import { copies, head, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line, signLine } from '../layout/text.ts';
import { chineseDate } from '../layout/words.ts';
import { dueWords, waitWords } from '../ladder/words.ts';
import { legalTerm } from '../legal-terms.ts';
import {
  actorWords,
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  clause,
  enforcersWords,
  field,
  hazardOf,
  officersWords,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  rectifierOf,
  said,
} from '../working/case.ts';
import { remediesOf } from '../working/order.ts';

/** 现场处理措施决定书（强制措施）: which measure on what, from when to when, on what basis, and what its lifting takes. */
export const controlDecision: DocumentDefinition = {
  name: 'controlDecision',
  title: '现场处理措施决定书（强制措施）',
  word: '控决',
  fields: (source) => {
    const { control, officers } = imposedOf(source);
    const { reason } = said(source, 'ControlImposed', 'ControlExtended');
    const extended = source.event.type === 'ControlExtended';
    const law = legalTerm(control.kind === 'seal' ? 'seal' : 'remove', dayOf(source.at));
    return {
      ...caseFields(source),
      ...partyFields(source, hazardOf(source).subject ?? rectifierOf(source)),
      // 撤人 is done at once by whoever of the authorities is there.
      officers: (control.kind === 'withdraw' ? officersWords : enforcersWords)(source, officers),
      measure: `${extended ? '延长' : ''}${CONTROL_WORDS[control.kind]}`,
      target: control.target,
      reason: clause(reason),
      basis: law.basis,
      decidedOn: chineseDate(extended ? source.at : control.date),
      term: termOf(control, extended),
      items: hazardOf(source).items.map(({ text }, i) => ({ n: (i + 1).toString(), text: clause(text) })),
      typedNumber: typedNumber(source, control),
      remedies: remediesOf(source, null),
      signer: actorWords(source),
    };
  },
  required: [
    ...CASE_REQUIRED,
    ...PARTY_REQUIRED,
    field('officers', '执法人员及证号', '采取措施时写明的执法人员，人员登记'),
    field('items', '存在的问题', '核实的问题'),
    field('items.n', '项次', '核实的问题'),
    field('items.text', '问题', '核实的问题'),
    field('measure', '措施', '采取的现场处理措施'),
    field('target', '措施对象', '采取的现场处理措施'),
    field('reason', '理由', '采取的现场处理措施'),
    field('basis', '依据', '法律条款表'),
    field('decidedOn', '决定日期', '采取的现场处理措施'),
    field('term', '措施期限', '期限规则'),
    field('remedies', '救济途径', '法律条款表和单位登记'),
    field('signer', '作出人', '作出决定的人的岗位和姓名'),
  ],
  others: [
    ...CASE_OTHERS,
    ...PARTY_OTHERS,
    field('typedNumber', '手工文书', '采取措施时写明的文号'),
    field('typedNumber.words', '手工文书文号', '采取措施时写明的文号'),
  ],
  template: () =>
    paper(
      head('现场处理措施决定书'),
      line('{party}：'),
      body('经查，你单位存在下列事故隐患：'),
      each('items', body('第{n}项：{text}。')),
      body('{reason}。依据{basis}的规定，本机关于{decidedOn}决定对{target}采取下列措施：{measure}。'),
      body('{term}'),
      body(
        '在措施解除前，任何单位和个人不得擅自恢复生产经营、启用相关设施设备或者损毁封条。隐患排除后，可以向本机关书面申请恢复，经审查同意，方可恢复生产经营和使用。',
      ),
      last('{remedies}'),
      each('typedNumber', last('{words}')),
      signLine('执法人员（签名）：{officers}'),
      signLine('当事人（签名）：'),
      signLine('作出人：{signer}'),
      unitSigns('madeOn'),
      copies('本决定书一式两份：一份由本机关存档，一份交当事人。隐患编号：{caseNumber}。'),
    ),
};

/** The measure as it stands after the event, and who imposed it. */
function imposedOf(source: Source): { readonly control: Control; readonly officers: readonly PersonId[] } {
  const event = source.event as HazardRecorded;
  const nth =
    event.type === 'ControlImposed' ? event.data.control.nth : event.type === 'ControlExtended' ? event.data.nth : null;
  const control = hazardOf(source).controls.find((one) => one.nth === nth);
  const imposed = (source.events as readonly HazardRecorded[]).find(
    (one) => one.type === 'ControlImposed' && one.data.control.nth === nth,
  );
  if (control === undefined || imposed?.type !== 'ControlImposed')
    throw new NotDrawable('没有采取现场处理措施，不能制作决定书。');
  return { control, officers: imposed.data.officers };
}

function termOf({ period, until }: Control, extended: boolean): string {
  if (period === null || until === null) return '措施期限：自本决定作出之时起，至隐患排除并经审查同意恢复时止。';
  const basis = period.verified ? `（依据${basisShown(period)}）` : '';
  const longer = extended ? '延长后的措施期限' : '措施期限';
  return `${longer}：${waitWords(period)}${basis}，至${dueWords(until)}止；期限届满未作出处理决定的，依法解除或者另行作出决定。`;
}

/** A number that was typed names a paper that was made on the spot by hand. */
function typedNumber(source: Source, { document }: Control): readonly { readonly words: string }[] {
  const typed = source.event.type === 'ControlExtended' ? said(source, 'ControlExtended').document : document;
  return typed === null || typed === '' ? [] : [{ words: `现场已制作手工文书，文号：${typed}。` }];
}
