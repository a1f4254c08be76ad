import type { DocumentDefinition, Source } from '../definition.ts';
import { dayOf } from '../../../workflows/kernel/instant.ts';
import { bothSign, head, unitSigns } from '../layout/blocks.ts';
import { form, pair, wide } from '../layout/form.ts';
import { paper } from '../layout/page.ts';
import { body, each, gap, last, section } from '../layout/text.ts';
import { chineseTime } from '../layout/words.ts';
import { legalTerm } from '../legal-terms.ts';
import { NotDrawable } from '../definition.ts';
import {
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  clause,
  enforcersWords,
  field,
  hazardOf,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  PEN,
  rectifierOf,
  said,
  sentence,
} from '../working/case.ts';

/** 现场检查记录 (《安全生产法》第68条): when, where, by whom, what was found, signed by both sides. */
export const inspectionRecord: DocumentDefinition = {
  name: 'inspectionRecord',
  title: '现场检查记录',
  word: '检记',
  officers: (source) => inspectionOf(source).officers,
  fields: (source) => {
    const { place, from, to, officers, contact } = inspectionOf(source);
    const day = dayOf(source.at);
    return {
      ...caseFields(source),
      ...partyFields(source, rectifierOf(source)),
      inspectedAt: place,
      inspectedFrom: chineseTime(from),
      inspectedTo: chineseTime(to),
      officers: enforcersWords(source, officers),
      contact: contact ?? PEN,
      note: sentence(said(source, 'HazardVerified').note),
      items: hazardOf(source).items.map(({ text }, i) => ({ n: (i + 1).toString(), text: clause(text) })),
      basis: legalTerm('inspect', day).basis,
      recordBasis: legalTerm('record', day).basis,
    };
  },
  required: [
    ...CASE_REQUIRED,
    ...PARTY_REQUIRED,
    ...PARTY_OTHERS.filter(({ field: name }) => name !== 'partyCode'),
    field('inspectedAt', '检查场所', '核实时登记的现场检查'),
    field('inspectedFrom', '检查开始时间', '核实时登记的现场检查'),
    field('inspectedTo', '检查结束时间', '核实时登记的现场检查'),
    field('officers', '执法人员及证号', '核实时登记的现场检查，人员登记'),
    field('note', '检查情况', '核实情况'),
    field('items', '发现的问题', '核实的问题'),
    field('items.n', '项次', '核实的问题'),
    field('items.text', '问题', '核实的问题'),
  ],
  others: [
    ...CASE_OTHERS,
    ...PARTY_OTHERS.filter(({ field: name }) => name === 'partyCode'),
    field('contact', '现场联系人', '核实时登记的现场检查'),
    field('basis', '检查依据', '法律条款表'),
    field('recordBasis', '记录依据', '法律条款表'),
  ],
  template: () =>
    paper(
      head('现场检查记录'),
      form(
        wide('被检查单位', '{party}'),
        pair('法定代表人（负责人）', '{partyHead}', '联系电话', '{partyPhone}'),
        wide('单位地址', '{partyAddress}'),
        wide('检查场所', '{inspectedAt}'),
        wide('检查时间', '{inspectedFrom}至{inspectedTo}'),
        wide('检查机关', '{unit}'),
        wide('执法人员', '{officers}'),
        pair('现场联系人', '{contact}', '隐患编号', '{caseNumber}'),
      ),
      gap(),
      body('执法人员已出示执法证件，依据{basis}的规定，对你单位进行现场检查，情况如下：'),
      section('一、检查情况'),
      body('{note}'),
      section('二、发现的问题'),
      each('items', body('{n}．{text}。')),
      last('以上记录经双方核对无误后签字；被检查单位的负责人拒绝签字的，依据{recordBasis}的规定记录在案。'),
      bothSign(),
      unitSigns('madeOn'),
    ),
};

function inspectionOf(source: Source) {
  const { inspection } = said(source, 'HazardVerified');
  if (inspection === undefined) throw new NotDrawable('核实时没有登记现场检查，不能制作现场检查记录。');
  return inspection;
}
