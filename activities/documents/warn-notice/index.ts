import { basics, closing, demands } from '../ladder/blocks.ts';
import { rungLetter } from '../ladder/letter.ts';
import { body, section } from '../layout/text.ts';

/** 提示函: that a period draws to its end. It changes no duty and no date. */
export const warnNotice = rungLetter(
  { name: 'warnNotice', title: '提示函', word: '提示', heading: '关于安全生产隐患{duty}期限临近的提示函' },
  () => [
    body('下列隐患的{duty}期限将于{deadline}届满，现予提示。'),
    basics(),
    section('二、期限情况'),
    body('{situation}'),
    demands('三', '有关事项'),
    closing('本函仅提示期限，不改变原指令的要求和期限。请于{replyBy}完成。'),
  ],
);
