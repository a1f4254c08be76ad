import { BorderStyle, Paragraph } from 'docx';
import { image, text } from './text.ts';

const RED = 'C00000';
/** Four characters of 三号, which date and signature keep from the right edge. */
const FOUR_CHARACTERS = 1_280;

/** The head of a paper of enforcement: who gives it, what it is, and its number at the right. */
export function head(title: string, numbered = true): Paragraph[] {
  return [
    text('{unit}', { size: 'title', face: 'title', align: 'center' }),
    text(title, { size: 'title', face: 'title', align: 'center', after: numbered ? 120 : 240 }),
    ...(numbered ? [text('{number}', { align: 'right', after: 240 })] : []),
  ];
}

/** The head of a letter (文件式): the unit in red over its number and a red rule, then the title. */
export function letterHead(title: string): Paragraph[] {
  return [
    text('{unit}', { size: 'title', face: 'title', align: 'center', color: RED, after: 240 }),
    text('{number}', { align: 'center' }),
    rule(RED),
    text(title, { size: 'title', face: 'title', align: 'center', before: 240, after: 240 }),
  ];
}

/** A rule across the text. */
function rule(color: string): Paragraph {
  return new Paragraph({
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color, space: 1 } },
    spacing: { after: 120 },
    children: [],
  });
}

/** 执法人员 sign and the party signs, or its recorded refusal stands in place of the signature. */
export function bothSign(): Paragraph[] {
  return [
    text('执法人员（签名）：{officers}', { align: 'left', before: 240, keepNext: true }),
    image('officerSignatures', 'left', 640),
    text('被检查单位负责人（签名）：', { align: 'left', keepNext: true }),
    image('partySignature', 'left', 640),
    text('{partySigned}', { align: 'left', keepNext: true }),
  ];
}

/** 署名, seal and date on one page with what follows: the unit over the date at the right, the seal over both. */
export function unitSigns(date: 'issuedOn' | 'madeOn'): Paragraph[] {
  const indent = { right: FOUR_CHARACTERS };
  return [
    image('seal', 'right', FOUR_CHARACTERS),
    text('{unit}（印章）', { align: 'right', indent, keepNext: true }),
    text(`{${date}}`, { align: 'right', indent, keepNext: true }),
  ];
}

/** 签发人, for a paper that a named person issues. */
export function issuerSigns(): Paragraph[] {
  return [text('签发人：{issuer}', { align: 'left', keepNext: true }), image('issuerSignature', 'left', 640)];
}

/** Who gets the copies. */
export function copies(words: string): Paragraph {
  return text(words, { size: 'form', align: 'left', before: 240, keepNext: true });
}
