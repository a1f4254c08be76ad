import type { DocumentDefinition } from '../definition.ts';
import { head, unitSigns } from '../layout/blocks.ts';
import { form, pair, wide } from '../layout/form.ts';
import { paper } from '../layout/page.ts';
import { body, each, gap, last, section, signLine } from '../layout/text.ts';
import {
  actorWords,
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  clause,
  officersWords,
  field,
  hazardOf,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  rectifierOf,
  said,
  sentence,
} from '../working/case.ts';

/** 当场整改记录: what was found and put right during the same visit, item by item, seen by two officers. */
export const onTheSpotRecord: DocumentDefinition = {
  name: 'onTheSpotRecord',
  title: '当场整改记录',
  word: '当改',
  fields: (source) => {
    const { rectifiedBy, officers, items, opinion, signature, closeoutNumber } = said(source, 'RectifiedOnTheSpot');
    const texts = new Map(hazardOf(source).items.map(({ id, text }) => [id, text]));
    return {
      ...caseFields(source),
      ...partyFields(source, rectifierOf(source)),
      officers: officersWords(source, officers),
      rectifiers: rectifiedBy.map((id) => source.name(id).name).join('、'),
      items: items.map(({ id, done, evidence }) => ({
        n: id,
        text: clause(texts.get(id) ?? ''),
        done: sentence(done),
        files: `${evidence.length.toString()}份`,
      })),
      opinion: sentence(opinion),
      signature: signatureWords(signature),
      closeoutNumber,
      signer: actorWords(source),
    };
  },
  required: [
    ...CASE_REQUIRED,
    ...PARTY_REQUIRED,
    field('caseNumber', '隐患编号', '事项编号'),
    field('officers', '执法人员及证号', '当场整改，人员登记'),
    field('rectifiers', '整改人员', '当场整改'),
    field('items', '逐项整改情况', '当场整改'),
    field('items.n', '项次', '当场整改'),
    field('items.text', '问题', '核实的问题'),
    field('items.done', '整改情况', '当场整改'),
    field('opinion', '复查意见', '当场整改'),
    field('signature', '签字情况', '当场整改时记录的签字或者拒签'),
    field('closeoutNumber', '销号编号', '当场整改'),
    field('signer', '记录人', '记录人的岗位和姓名'),
    field('madeOn', '日期', '事件的时间'),
  ],
  others: [
    ...CASE_OTHERS.filter(({ field: name }) => !['caseNumber', 'madeOn'].includes(name)),
    ...PARTY_OTHERS,
    field('items.files', '证明材料', '当场整改'),
  ],
  template: () =>
    paper(
      head('当场整改记录'),
      form(
        wide('被检查单位', '{party}'),
        pair('负责人', '{partyHead}', '联系电话', '{partyPhone}'),
        wide('单位地址', '{partyAddress}'),
        pair('隐患编号', '{caseNumber}', '发现日期', '{foundOn}'),
        wide('隐患地点', '{place}'),
        wide('执法人员', '{officers}'),
        wide('整改人员', '{rectifiers}'),
      ),
      gap(),
      section('一、发现的问题和当场整改情况'),
      each('items', body('第{n}项：{text}。整改情况：{done}（证明材料{files}）')),
      section('二、复查意见'),
      body('{opinion}上述问题已当场整改，予以销号，销号编号：{closeoutNumber}。'),
      last('{signature}'),
      signLine('执法人员（签名）：'),
      signLine('被检查单位负责人（签名）：'),
      signLine('记录人：{signer}'),
      unitSigns('madeOn'),
    ),
};

function signatureWords({ signed, refusalNote }: { readonly signed: boolean; readonly refusalNote?: string }): string {
  if (signed) return '被检查单位负责人已对以上记录签字确认。';
  return `被检查单位负责人拒绝签字。${refusalNote === undefined ? '' : sentence(refusalNote)}`;
}
