import { listingLetter } from '../ladder/listing.ts';

/** 重点督办通知书: of a hazard on 安委办's own list, of which nothing is published. */
export const focusLetter = listingLetter({
  name: 'focusLetter',
  title: '重点督办通知书',
  word: '重督',
  off: '解除重点督办',
});
