import { SOURCE_WORDS } from '../../../workflows/hazard/words.ts';
import type { DocumentDefinition } from '../definition.ts';
import { head } from '../layout/blocks.ts';
import { filled, form, lastRow, pair, signed, wide } from '../layout/form.ts';
import { paper } from '../layout/page.ts';
import { each, image } from '../layout/text.ts';
import { actorWords, clause, field, hazardOf, PEN } from '../working/case.ts';
import { ORDER_OTHERS, ORDER_REQUIRED, orderFields } from '../working/order.ts';
import { TERM, termWords } from '../working/term.ts';

/** 交办单: a form by which a unit hands a hazard to another one to rectify. */
export const assignmentSlip: DocumentDefinition = {
  name: 'assignmentSlip',
  title: '隐患整改交办单',
  word: '交办',
  fields: (source) => {
    const { report, lead, assignment, assists } = hazardOf(source);
    const incumbent = assignment === null ? null : source.name(assignment.post).incumbent;
    return {
      ...orderFields(source),
      term: termWords(source, '交办单'),
      origin: SOURCE_WORDS[report.source],
      sector: report.sector ?? '未分行业',
      supervisor: source.name(lead ?? source.unit).name,
      incumbent: incumbent ?? PEN,
      handler: actorWords(source),
      assisting:
        assists.length === 0
          ? '无'
          : assists.map(({ unit, task }) => `${source.name(unit).name}：${clause(task)}`).join('；'),
    };
  },
  required: [
    ...ORDER_REQUIRED,
    TERM,
    field('post', '整改责任岗位', '交办'),
    field('handler', '经办人', '交办人的岗位和姓名'),
    field('supervisor', '监管责任单位', '事项的监管责任单位'),
  ],
  others: [
    ...ORDER_OTHERS.filter(({ field: name }) => name !== 'post'),
    field('origin', '隐患来源', '上报内容'),
    field('sector', '行业领域', '上报内容'),
    field('incumbent', '责任人', '任职登记'),
    field('assisting', '协办事项', '交办'),
  ],
  template: () =>
    paper(
      head('隐患整改交办单'),
      form(
        pair('承办单位', '{party}', '责任岗位', '{post}'),
        pair('责任人', '{incumbent}', '联系电话', '{partyPhone}'),
        pair('隐患编号', '{caseNumber}', '隐患级别', '{severity}'),
        pair('隐患来源', '{origin}', '行业领域', '{sector}'),
        pair('发现日期', '{foundOn}', '监管责任单位', '{supervisor}'),
        wide('隐患地点', '{place}'),
        wide('隐患内容', ...each('items', filled('{n}．{text}。限期于{due}前整改完毕。'))),
        wide('整改期限', '{due}前。{term}'),
        wide('协办事项', '{assisting}'),
        wide(
          '整改要求',
          '请落实整改责任、措施、资金、时限和预案，按期完成整改并报送整改情况；整改期间采取措施，确保安全。',
          '{consequences}',
        ),
        wide(
          '交办意见',
          '请按上述要求办理。',
          signed('经办人：{handler}'),
          signed('签发人：{issuer}'),
          image('issuerSignature', 'right', 280),
          image('seal', 'right', 280),
          signed('{unit}'),
          signed('{issuedOn}'),
        ),
        lastRow('签收', filled('签收人（签名）：'), signed('年    月    日')),
      ),
    ),
};
