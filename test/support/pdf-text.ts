import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A word of a PDF where it stands: points from the left and lower edges of its page. */
export interface Word {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Every word of a PDF, page by page, as a reader selects it. */
export async function wordsOf(pdf: Buffer): Promise<readonly Word[]> {
  return await opened(pdf, async (document) => {
    const words: Word[] = [];
    for (let page = 1; page <= document.numPages; page += 1) {
      const { items } = await (await document.getPage(page)).getTextContent();
      for (const item of items)
        if ('str' in item && item.str.trim() !== '')
          words.push({ page, text: item.str, x: Number(item.transform[4]), y: Number(item.transform[5]) });
    }
    return words;
  });
}

/** All text of a PDF without blanks and line breaks: what must stand on a paper stands in it in one piece. */
export async function textOf(pdf: Buffer): Promise<string> {
  return (await wordsOf(pdf))
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '');
}

async function opened<Answer>(pdf: Buffer, read: (document: PDFDocumentProxy) => Promise<Answer>): Promise<Answer> {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0, isEvalSupported: false });
  try {
    return await read(await loading.promise);
  } finally {
    await loading.destroy();
  }
}
