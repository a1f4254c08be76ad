import { SUPPLY_WORDS } from '../../../workflows/hazard/region-words.ts';
import { dayOf } from '../../../workflows/kernel/instant.ts';
import type { DocumentDefinition } from '../definition.ts';
import { copies, head, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line, signLine } from '../layout/text.ts';
import { chineseTime } from '../layout/words.ts';
import { waitWords } from '../ladder/words.ts';
import { legalTerm } from '../legal-terms.ts';
import {
  actorWords,
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  clause,
  field,
  hazardOf,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  PEN,
  rectifierOf,
  said,
} from '../working/case.ts';

/** 停供通知书 (《安全生产法》第70条): asks whoever supplies to stop from when on, and tells the enterprise. */
export const supplyCutNotice: DocumentDefinition = {
  name: 'supplyCutNotice',
  title: '停供通知书',
  word: '停供',
  fields: (source) => {
    const { supply, document, effectiveAt, emergency, reason } = said(source, 'SupplyCutNoticed');
    return {
      ...caseFields(source),
      ...partyFields(source, hazardOf(source).subject ?? rectifierOf(source)),
      supplier: PEN,
      supply: SUPPLY_WORDS[supply],
      effectiveAt: chineseTime(effectiveAt),
      reason: clause(reason),
      basis: legalTerm('cut', dayOf(source.at)).basis,
      manner: emergency
        ? '因有危及生产安全的紧急情形，自通知之时起执行。'
        : `本通知同时送达该单位，自通知之时起满${waitWords(hazardOf(source).terms.periods.powerCutNotice)}执行。`,
      typedNumber: document === '' ? [] : [{ words: `现场已制作手工文书，文号：${document}。` }],
      signer: actorWords(source),
    };
  },
  required: [
    ...CASE_REQUIRED,
    ...PARTY_REQUIRED,
    field('supply', '停供事项', '停电停供通知'),
    field('effectiveAt', '执行时间', '停电停供通知，期限规则'),
    field('reason', '理由', '停电停供通知'),
    field('basis', '依据', '法律条款表'),
    field('manner', '通知情况', '停电停供通知'),
    field('signer', '批准人', '批准人的岗位和姓名'),
  ],
  others: [
    ...CASE_OTHERS,
    ...PARTY_OTHERS,
    field('supplier', '供应单位', '由经办人填写'),
    field('typedNumber', '手工文书', '停电停供通知时写明的文号'),
    field('typedNumber.words', '手工文书文号', '停电停供通知时写明的文号'),
  ],
  template: () =>
    paper(
      head('停供通知书'),
      line('{supplier}：'),
      body(
        '{party}（地址：{partyAddress}）存在事故隐患（隐患编号：{caseNumber}，级别：{severity}，隐患：{hazard}），本机关依法作出停产停业、停止施工、停止使用相关设施或者设备的决定后，该单位拒不执行，有发生生产安全事故的现实危险。{reason}。',
      ),
      body(
        '依据{basis}的规定，经本机关主要负责人批准，请你单位自{effectiveAt}起对该单位采取下列措施：{supply}。{manner}',
      ),
      last(
        '该单位依法履行行政决定、采取相应措施消除事故隐患后，本机关将及时书面通知你单位恢复供应。请将执行情况反馈本机关。',
      ),
      each('typedNumber', last('{words}')),
      signLine('批准人：{signer}'),
      unitSigns('madeOn'),
      copies('抄送：{party}。'),
    ),
};
