import { basics, demands, given, history } from '../ladder/blocks.ts';
import { rungLetter } from '../ladder/letter.ts';
import { body } from '../layout/text.ts';

/** 催办通知书: a period is over; what is asked, and by when it is asked for anew. */
export const urgeNotice = rungLetter(
  { name: 'urgeNotice', title: '催办通知书', word: '催办', heading: '催办通知书', left: ['signer'] },
  () => [
    body('下列隐患的{duty}期限已于{deadline}届满，{overdue}，现予催办。'),
    basics(),
    history(),
    demands('三', '催办要求'),
    given(
      '请于{replyBy}完成上述{duty}事项，并书面报告结果。届时仍未完成的，将依照督办规则提请督办。',
      '本通知书再次明确的期限，不改变原定期限的届满日期。',
    ),
  ],
);
