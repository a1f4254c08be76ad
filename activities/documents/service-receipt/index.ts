import type { HazardRecorded } from '../../../workflows/hazard/event.ts';
import { ORDER_WORDS, SERVICE_WORDS } from '../../../workflows/hazard/words.ts';
import type { ServiceWay } from '../../../workflows/hazard/vocabulary.ts';
import { PAPER_RULES, type DocumentName } from '../../../workflows/kernel/papers.ts';
import { NotDrawable, type DocumentDefinition, type Source } from '../definition.ts';
import { head, unitSigns } from '../layout/blocks.ts';
import { form, lastRow, pair, wide } from '../layout/form.ts';
import { paper } from '../layout/page.ts';
import { chineseDate } from '../layout/words.ts';
import {
  CASE_OTHERS,
  CASE_REQUIRED,
  caseFields,
  field,
  PARTY_OTHERS,
  PARTY_REQUIRED,
  partyFields,
  PEN,
  rectifierOf,
} from '../working/case.ts';
import { citedOrder } from '../working/order.ts';

/** What papers that must be served are called. */
const SERVED: Readonly<Partial<Record<DocumentName, string>>> = {
  ...ORDER_WORDS,
  recheckOpinion: '整改复查意见书',
  listLetter: '挂牌督办通知书',
};

/** 送达回证: which paper reached whom, how, when, by whose hand and before which witness. Bears no number. */
export const serviceReceipt: DocumentDefinition = {
  name: 'serviceReceipt',
  title: '送达回证',
  word: null,
  fields: (source) => {
    const { title, number, way, date, witness, server } = servedOf(source);
    return {
      ...caseFields(source),
      ...partyFields(source, rectifierOf(source)),
      paper: title,
      paperNumber: number,
      way: SERVICE_WORDS[way],
      servedOn: chineseDate(date),
      witness: witness ?? (['left', 'refused'].includes(way) ? PEN : '无'),
      server: server ?? PEN,
      remark: REMARKS[way],
    };
  },
  required: [
    ...CASE_REQUIRED.filter(({ field: name }) => name !== 'number'),
    ...PARTY_REQUIRED,
    field('paper', '送达文书名称', '送达的文书'),
    field('paperNumber', '送达文书文号', '送达的文书'),
    field('way', '送达方式', '送达登记'),
    field('servedOn', '送达日期', '送达登记'),
    field('witness', '见证人', '送达登记'),
    field('server', '送达人', '登记送达的人'),
  ],
  others: [
    ...CASE_REQUIRED.filter(({ field: name }) => name === 'number'),
    ...CASE_OTHERS,
    ...PARTY_OTHERS,
    field('remark', '备注', '送达方式'),
  ],
  template: () =>
    paper(
      head('送达回证', false),
      form(
        wide('受送达人', '{party}'),
        wide('送达地点', '{partyAddress}'),
        wide('送达文书', '{paper}'),
        wide('文号', '{paperNumber}'),
        pair('送达方式', '{way}', '送达日期', '{servedOn}'),
        pair('送达人', '{server}', '见证人', '{witness}'),
        wide('收件人', '签名或者盖章：', '收到日期：    年    月    日    时'),
        lastRow('备注', '{remark}', '隐患编号：{caseNumber}'),
      ),
      unitSigns('madeOn'),
    ),
};

const REMARKS: Readonly<Record<ServiceWay, string>> = {
  direct: '直接送交受送达人。',
  post: '以邮寄方式送达的，附邮寄凭证和回执。',
  left: '受送达人不在或者拒绝接收，文书留置于其住所或者经营场所，附现场影像。',
  electronic: '受送达人已书面确认同意以电子方式送达，附确认书和到达凭证。',
  refused: '受送达人拒绝签收，拒收情况经见证，记录在案，附现场影像。',
};

interface Served {
  readonly title: string;
  readonly number: string;
  readonly way: ServiceWay;
  readonly date: string;
  readonly witness: string | null;
  readonly server: string | null;
}

function servedOf(source: Source): Served {
  const event = source.event as HazardRecorded;
  if (event.type === 'ServiceRecorded') {
    const { way, date, witness } = event.data.service;
    const { orderTitle, orderNumber } = citedOrder(source);
    const server = source.name(event.actor.person).name;
    return { title: orderTitle, number: orderNumber, way, date, witness, server };
  }
  if (event.type !== 'DocumentServed') throw new NotDrawable('这一事件不是送达，不能制作送达回证。');
  const { key, document, way, date } = event.data;
  const served = source.papers.find((one) => one.key === key);
  const title = SERVED[document];
  if (served?.number == null || title === undefined || !PAPER_RULES[document].needsService || !(way in SERVICE_WORDS))
    throw new NotDrawable('送达的文书没有登记，不能制作送达回证。');
  const by = served.service?.by ?? null;
  return {
    title,
    number: served.number,
    way: way as ServiceWay,
    date,
    witness: served.service?.witness ?? null,
    server: by === null ? null : source.name(by).name,
  };
}
