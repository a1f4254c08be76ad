import { AlignmentType, LineRuleType, PageBreak, Paragraph, TextRun, type IIndentAttributesProperties } from 'docx';

/** The faces of official papers (GB/T 9704): Word names them, the PDF embeds the nearest free ones. */
export const FACE = {
  body: '仿宋_GB2312',
  title: '方正小标宋简体',
  strong: '黑体',
  quiet: '楷体_GB2312',
} as const;

/** Half points: 二号 and 三号 of the text, 四号 of forms, 五号 of notes. */
const SIZE = { title: 44, body: 32, form: 28, note: 21 } as const;

/** Twips. 28 points between lines; two characters of 三号; forms and notes are closer. */
const LINE = { title: 720, body: 560, form: 400, note: 320 } as const;
const TWO_CHARACTERS = 640;

interface Look {
  readonly size?: keyof typeof SIZE;
  readonly face?: keyof typeof FACE;
  readonly align?: 'left' | 'center' | 'right' | 'both';
  readonly indent?: IIndentAttributesProperties;
  readonly color?: string;
  readonly keepNext?: boolean;
  readonly before?: number;
  readonly after?: number;
}

/** A paragraph of one run, so that no tag in it is ever torn apart. Lines have an exact height. */
export function text(words: string, look: Look = {}): Paragraph {
  const size = look.size ?? 'body';
  return new Paragraph({
    spacing: {
      line: LINE[size],
      lineRule: LineRuleType.EXACT,
      before: look.before ?? 0,
      after: look.after ?? 0,
    },
    alignment: AlignmentType[ALIGN[look.align ?? 'both']],
    ...(look.indent === undefined ? {} : { indent: look.indent }),
    ...(look.keepNext === true ? { keepNext: true } : {}),
    children: [run(words, look)],
  });
}

const ALIGN = { left: 'LEFT', center: 'CENTER', right: 'RIGHT', both: 'BOTH' } as const;

function run(words: string, { size = 'body', face = 'body', color }: Look): TextRun {
  return new TextRun({
    text: words,
    font: FACE[face],
    size: SIZE[size],
    ...(color === undefined ? {} : { color }),
  });
}

/** 正文: the first line two characters in. */
export function body(words: string): Paragraph {
  return text(words, { indent: { firstLine: TWO_CHARACTERS } });
}

/** The last sentence before a closing block, which never stands alone on a page: it goes with it. */
export function last(words: string): Paragraph {
  return text(words, { indent: { firstLine: TWO_CHARACTERS }, keepNext: true });
}

/** A line for a name and its signature, which goes with what follows. */
export function signLine(words: string): Paragraph {
  return text(words, { align: 'left', keepNext: true });
}

/** A line of the text that is not set in, such as the addressee. */
export function line(words: string): Paragraph {
  return text(words, { align: 'left' });
}

/** 一级标题: 黑体, two characters in. */
export function section(words: string): Paragraph {
  return text(words, { face: 'strong', indent: { firstLine: TWO_CHARACTERS }, keepNext: true });
}

/** The paragraphs once for each row of a list; each tag stands alone in its paragraph, which goes with it. */
export function each<Block>(list: string, ...blocks: readonly Block[]): (Block | Paragraph)[] {
  return [text(`{#${list}}`, { align: 'left' }), ...blocks, text(`{/${list}}`, { align: 'left' })];
}

/** A little air, as between a form and what follows it: it goes with what follows. */
export function gap(): Paragraph {
  return new Paragraph({ keepNext: true, spacing: { line: 200, lineRule: LineRuleType.EXACT }, children: [] });
}

/** Where an image goes, with what follows: as high as it is. Without one nothing but an empty line is left. */
export function image(tag: string, align: 'left' | 'center' | 'right' = 'left', indent = 0): Paragraph {
  return new Paragraph({
    alignment: AlignmentType[ALIGN[align]],
    keepNext: true,
    indent: align === 'right' ? { right: indent } : { left: indent },
    children: [run(`{@${tag}}`, { size: 'note' })],
  });
}

/** What follows begins on a new page. */
export function pageBreak(): Paragraph {
  return new Paragraph({ children: [new PageBreak()] });
}
