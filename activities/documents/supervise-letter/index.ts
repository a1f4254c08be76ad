import { basics, closing, demands, history } from '../ladder/blocks.ts';
import { rungLetter } from '../ladder/letter.ts';
import { body } from '../layout/text.ts';

/** 督办函: to the principals, with the day by which they reply in writing. */
export const superviseLetter = rungLetter(
  { name: 'superviseLetter', title: '督办函', word: '督办', heading: '关于安全生产隐患{duty}事项的督办函' },
  () => [
    body(
      '下列隐患的{duty}期限已于{deadline}届满，{overdue}，登记簿中没有办结的记录。根据安全生产隐患督办的有关规定，现予督办。',
    ),
    basics(),
    history(),
    demands('三', '督办要求'),
    closing('请于{replyBy}将办理情况书面回复本机关，由主要负责人签字并加盖公章。联系人：{contact}。'),
  ],
);
