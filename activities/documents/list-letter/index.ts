import { listingLetter } from '../ladder/listing.ts';

/** 挂牌督办通知书: of a major hazard, which the public reads of too. */
export const listLetter = listingLetter({
  name: 'listLetter',
  title: '挂牌督办通知书',
  word: '挂牌',
  off: '解除挂牌',
});
