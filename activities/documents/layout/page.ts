import { AlignmentType, Document, Footer, PageNumber, Paragraph, TextRun, type Table } from 'docx';
import { FACE, gap } from './text.ts';
import { verifyFoot } from './form.ts';

/** Twips: A4, 天头 37, 地脚 35, 订口 28, 切口 26 mm. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 2_098, bottom: 1_984, left: 1_587, right: 1_474 },
};

type Blocks = readonly (Paragraph | Table | readonly (Paragraph | Table)[])[];

/** A paper in the layout of GB/T 9704 with page numbers at the foot and, last of all, how to verify it. */
export function paper(...blocks: Blocks): Document {
  return sheet(...blocks, gap(), verifyFoot());
}

/** The same layout for a part of a bound file: nothing is verified by the part alone. */
export function sheet(...blocks: Blocks): Document {
  return new Document({
    creator: 'bihuan',
    lastModifiedBy: 'bihuan',
    styles: { default: { document: { run: { font: FACE.body, size: 32, language: { eastAsia: 'zh-CN' } } } } },
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [...blocks.flat()],
      },
    ],
  });
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: FACE.body, size: 28 })],
  });
}
