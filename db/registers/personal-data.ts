import type { Day } from '../../workflows/kernel/instant.ts';
import { identityNumber } from './identity-number.ts';

/** What kind of personal data a text holds. */
export type PersonalData = 'identityNumber' | 'mobile';

/** So people write numbers: in one, or with blanks or hyphens between groups. */
const CARD = /(?<!\d)[1-9](?:[ -]?\d){16}[ -]?[\dX](?!\d)/gi;
const MOBILE = /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/;

/** The personal data that a text holds, in digits of any width: a valid number of an identity card, or one of a mobile phone; null for none. */
export function personalDataIn(text: string, today: Day): PersonalData | null {
  const plain = text.normalize('NFKC');
  const cards = plain.match(CARD) ?? [];
  if (cards.some((card) => identityNumber(card.replace(/[ -]/g, ''), today) !== null)) return 'identityNumber';
  return MOBILE.test(plain) ? 'mobile' : null;
}
