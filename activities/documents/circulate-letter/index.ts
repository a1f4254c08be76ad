import { basics, closing, demands, history } from '../ladder/blocks.ts';
import { rungLetter } from '../ladder/letter.ts';
import { body } from '../layout/text.ts';

/** 通报: facts, duties, what was asked and what happened, to all members. It finds nobody guilty of anything. */
export const circulateLetter = rungLetter(
  {
    name: 'circulateLetter',
    title: '通报',
    word: '通报',
    heading: '关于安全生产隐患{duty}事项办理情况的通报',
    to: '{addressees}，县安全生产委员会各成员单位：',
  },
  () => [
    body('下列安全生产隐患的{duty}期限已于{deadline}届满，{overdue}。现将办理情况通报如下。'),
    basics(),
    history('二', '办理情况'),
    demands('三', '有关要求'),
    closing(
      '请{addressees}于{replyBy}将{duty}结果书面报告本机关。',
      '本通报依据登记在案的事项办理记录，不对任何单位和个人的责任作出认定。',
    ),
  ],
);
