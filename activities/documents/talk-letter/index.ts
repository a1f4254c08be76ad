import { basics, closing, demands, history } from '../ladder/blocks.ts';
import { rungLetter } from '../ladder/letter.ts';
import { body, section } from '../layout/text.ts';
import { PEN } from '../working/case.ts';

/** 约谈通知书: who is asked to come, over what, with what in hand. When and where is for the pen: no register knows it. */
export const talkLetter = rungLetter(
  { name: 'talkLetter', title: '约谈通知书', word: '约谈', heading: '约谈通知书' },
  () => [
    body(
      '下列安全生产隐患的{duty}期限已于{deadline}届满，{overdue}，登记簿中没有办结的记录。现决定约谈{addressees}主要负责人。有关事项通知如下。',
    ),
    basics(),
    history('二', '约谈事由'),
    section('三、约谈安排'),
    body('约谈人：{signer}，或者其委托的负责人。'),
    body('被约谈人：{addressees}主要负责人。'),
    body('约谈时间：＿＿＿＿年＿＿月＿＿日＿＿时＿＿分。'),
    body(`约谈地点：${PEN}${PEN}。`),
    demands('四', '约谈要求'),
    closing('书面整改承诺请于{replyBy}报送本机关。联系人：{contact}。', '约谈不代替行政处罚和其他法定处理程序。'),
  ],
);
