import type { DocumentDefinition } from '../definition.ts';
import { bothSign, copies, head, issuerSigns, unitSigns } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { body, each, last, line } from '../layout/text.ts';
import { dayOf } from '../../../workflows/kernel/instant.ts';
import { legalTerm } from '../legal-terms.ts';
import { enforcersWords, field } from '../working/case.ts';
import { ORDER_OTHERS, ORDER_REQUIRED, orderFields, orderOfficers } from '../working/order.ts';
import { TERM, termWords } from '../working/term.ts';

/** 责令限期整改指令书: item by item until when, what follows otherwise, and where it is reviewed or sued. */
export const rectifyOrder: DocumentDefinition = {
  name: 'rectifyOrder',
  title: '责令限期整改指令书',
  word: '责改',
  officers: orderOfficers,
  fields: (source) => ({
    ...orderFields(source),
    term: termWords(source, '指令书'),
    officers: enforcersWords(source, orderOfficers(source)),
    basis: legalTerm('inspect', dayOf(source.at)).basis,
  }),
  required: [
    ...ORDER_REQUIRED,
    TERM,
    field('officers', '执法人员及证号', '交办时写明的执法人员，人员登记'),
    field('remedies', '救济途径', '交办时写明的，或者法律条款表和单位登记'),
    field('basis', '依据', '法律条款表'),
  ],
  others: ORDER_OTHERS.filter(({ field: name }) => name !== 'remedies'),
  template: () =>
    paper(
      head('责令限期整改指令书'),
      line('{party}：'),
      body('经查，你单位存在下列问题：'),
      each('items', body('第{n}项：{text}。限期于{due}前整改完毕。')),
      body('依据{basis}等规定，现责令你单位对上述问题按期整改，达到有关法律、法规、规章和标准规定的要求。{term}'),
      body('整改期间，你单位应当采取措施，确保安全生产。整改完毕后，应当向本机关报送整改情况，接受复查。'),
      body('{consequences}'),
      last('{remedies}'),
      bothSign(),
      issuerSigns(),
      unitSigns('issuedOn'),
      copies('本指令书一式两份：一份由本机关存档，一份交被检查单位。隐患编号：{caseNumber}。'),
    ),
};
