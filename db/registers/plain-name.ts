/** Letters and digits of double width, and radicals that copies from PDF have in place of characters. */
const WIDE = /[\u2e80-\u2fdf\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/gu;
/** The dots that keyboards have for the one between the parts of a name (GB/T 15834: U+00B7). */
const DOT = /[\u2022\u2027\u2219\u22c5\u30fb\uff65]/gu;
const BLANKS = /[\s\p{Cc}\u2800]+/gu;
const BETWEEN_HAN = /(?<=[\p{Script=Han}（）·]) (?=[\p{Script=Han}（）·])/gu;

/**
 * A name, title or sector in the one spelling in which registers keep and look for it: NFC, letters and digits of single
 * width, no invisible characters, single blanks but none around it or between Chinese characters, which have Chinese brackets.
 */
export function plainName(text: string): string {
  const shown = text
    .normalize('NFC')
    .replace(WIDE, (char) => char.normalize('NFKC'))
    .replace(DOT, '\u00b7')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(BLANKS, ' ')
    .trim();
  if (!/\p{Script=Han}/u.test(shown)) return shown;
  return shown.replaceAll('(', '（').replaceAll(')', '）').replace(BETWEEN_HAN, '');
}
