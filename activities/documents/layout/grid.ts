import { Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx';
import { text } from './text.ts';

/** Twips: the text is 156 mm wide. */
const WIDTH = 8_844;

/** A column of a list in table form: its heading, its share of the width in per cent, and what stands in each row. */
export interface Column {
  readonly heading: string;
  readonly share: number;
  readonly words: string;
  readonly align?: 'left' | 'center';
}

/** A list as a table: a heading that is repeated on every page, and one row for each row of the list. */
export function grid(list: string, columns: readonly Column[]): Table {
  const last = columns.length - 1;
  // The loop opens in the first cell and closes in the last, and so takes the whole row.
  const looped = columns.map(
    ({ words }, i) => `${i === 0 ? `{#${list}}` : ''}${words}${i === last ? `{/${list}}` : ''}`,
  );
  const widths = columns.map(({ share }) => Math.floor((WIDTH * share) / 100));
  const row = (words: readonly string[], isHeading: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader: isHeading,
      children: words.map((said, i) =>
        cell(widths[i] ?? 0, said, isHeading ? 'center' : (columns[i]?.align ?? 'left')),
      ),
    });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      row(
        columns.map(({ heading }) => heading),
        true,
      ),
      row(looped, false),
    ],
  });
}

function cell(width: number, words: string, align: 'left' | 'center'): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: [text(words, { size: 'note', align })],
  });
}
