import {
  BorderStyle,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type Paragraph,
} from 'docx';
import { image, text } from './text.ts';

/** Twips: the text is 156 mm wide; two pairs of label and value stand side by side. */
const COLUMNS = [1_900, 2_522, 1_900, 2_522] as const;
const WIDE = COLUMNS[1] + COLUMNS[2] + COLUMNS[3];
const WIDTH = COLUMNS[0] + WIDE;

/** A form (审批表): rows under one border, which go on over the page where they must. */
export function form(...rows: readonly TableRow[]): Table {
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [...COLUMNS],
    layout: TableLayoutType.FIXED,
    rows: [...rows],
  });
}

/** Two labels with their values. */
export function pair(label: string, value: string, other: string, otherValue: string): TableRow {
  const [a, b, c, d] = COLUMNS;
  return new TableRow({
    cantSplit: true,
    children: [
      cell(a, [labelled(label)]),
      cell(b, [filled(value)]),
      cell(c, [labelled(other)]),
      cell(d, [filled(otherValue)]),
    ],
  });
}

/** One label with what stands beside it, over the whole width. */
export function wide(label: string, ...content: readonly (string | Paragraph)[]): TableRow {
  return rowOf(labelled(label), content);
}

/** A row of a form that stands on one page with what follows it, such as the decision with the signature. */
export function lastRow(label: string, ...content: readonly (string | Paragraph)[]): TableRow {
  return rowOf(labelled(label, true), content);
}

function rowOf(label: Paragraph, content: readonly (string | Paragraph)[]): TableRow {
  const blocks = content.map((block) => (typeof block === 'string' ? filled(block) : block));
  return new TableRow({ children: [cell(COLUMNS[0], [label]), cell(WIDE, blocks, 3)] });
}

/** A line within a form. */
export function filled(words: string): Paragraph {
  return text(words, { size: 'form', align: 'left' });
}

/** A line at the right within a form: who signs, and when. */
export function signed(words: string): Paragraph {
  return text(words, { size: 'form', align: 'right', indent: { right: 280 } });
}

/** 核验: the code in words beside its image, under a thin rule. */
export function verifyFoot(): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const rule = { style: BorderStyle.SINGLE, size: 4, color: '808080' };
  const narrow = 1_400;
  const note = (words: string): Paragraph => text(words, { size: 'note', face: 'quiet', align: 'left' });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [narrow, WIDTH - narrow],
    layout: TableLayoutType.FIXED,
    borders: { top: rule, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell(narrow, [image('qr', 'center')]),
          cell(WIDTH - narrow, [
            note('扫描二维码，或者在下列网址后接核验码访问，可以核验本文书的真伪和状态。'),
            note('{verifyUrl}'),
            note('核验码：{verifyCode}'),
          ]),
        ],
      }),
    ],
  });
}

function labelled(words: string, keepNext = false): Paragraph {
  return text(words, { size: 'form', align: 'center', keepNext });
}

function cell(width: number, children: readonly Paragraph[], columnSpan = 1): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: [...children],
  });
}
