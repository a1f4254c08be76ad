import type { DocumentDefinition } from '../definition.ts';
import { copies, head, issuerSigns, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line } from '../layout/text.ts';
import { ORDER_OTHERS, ORDER_REQUIRED, orderFields } from '../working/order.ts';
import { TERM, termWords } from '../working/term.ts';

/** 整改通知书: in the unit's name, without the officers' signatures. */
export const notice: DocumentDefinition = {
  name: 'notice',
  title: '整改通知书',
  word: '整通',
  fields: (source) => ({ ...orderFields(source), term: termWords(source, '通知书') }),
  required: [...ORDER_REQUIRED, TERM],
  others: ORDER_OTHERS,
  template: () =>
    paper(
      head('整改通知书'),
      line('{party}：'),
      body(
        '经核实，你单位（辖区）存在下列安全生产事故隐患（隐患编号：{caseNumber}，级别：{severity}，地点：{place}）：',
      ),
      each('items', body('第{n}项：{text}。请于{due}前整改完毕。')),
      body('请你单位落实整改责任、措施、资金、时限和预案。{term}整改期间应当采取措施，确保安全。'),
      each('assists', body('协办单位{assistant}，协办事项：{task}。')),
      body(
        '整改完毕后，请将整改情况和有关材料报送本机关，由本机关组织复查。确有正当理由不能按期完成的，应当在期限届满前提出书面申请，说明理由并附监控措施。',
      ),
      body('{consequences}'),
      last('{remedies}'),
      issuerSigns(),
      unitSigns('issuedOn'),
      copies('本通知书一式两份：一份由本机关存档，一份交整改责任单位。'),
    ),
};
