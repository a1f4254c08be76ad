import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  closeBrowser,
  fillTemplate,
  mergePdf,
  pageCount,
  printPdf,
  qr,
  TemplateFault,
} from '../../../activities/documents/engine/index.ts';
import { chromiumsOf } from '../../support/chromium-process.ts';
import { textOf, wordsOf } from '../../support/pdf-text.ts';
import { docxOf, relations, saying } from '../../support/small-docx.ts';

const PARAGRAPH =
  '永安县应急管理局责令你单位于2026年3月12日前整改完毕，。逾期不改的，依照《中华人民共和国安全生产法》处理。';
const FAMILIES = ['仿宋_GB2312', '宋体', '楷体_GB2312', '方正小标宋简体', '黑体', 'Times New Roman'];
const MM = 72 / 25.4;

afterAll(closeBrowser);

/** Text as another reader than ours finds it; null where poppler is not installed. */
function readByPoppler(pdf: Buffer): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'printed-'));
  writeFileSync(join(folder, 'a.pdf'), pdf);
  try {
    return execFileSync('pdftotext', [join(folder, 'a.pdf'), '-'], { encoding: 'utf8' }).replace(/\s/g, '');
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('what is printed can be selected, whole, in every family and in bold letters', async () => {
  const bold = saying(PARAGRAPH).replace('<w:sz ', '<w:b/><w:i/><w:sz ');
  const { pdf, pages } = await printPdf(docxOf(FAMILIES.map((family) => saying(PARAGRAPH, family)).join('') + bold));
  expect(pages).toBe(1);
  const expected = PARAGRAPH.repeat(FAMILIES.length + 1);
  expect(await textOf(pdf)).toBe(`${expected}—1—`);
  expect(readByPoppler(pdf) ?? expected).toContain(expected);
  expect(pdf.includes('DejaVu')).toBe(false);
});

test('names that few fonts have are printed as text in every family', async () => {
  const name = '䶮𫖯㛃䶶';
  const { pdf } = await printPdf(docxOf(FAMILIES.map((family) => saying(name, family)).join('')));
  expect(await textOf(pdf)).toBe(`${name.repeat(FAMILIES.length)}—1—`);
  expect(readByPoppler(pdf) ?? name).toContain(name);
});

test('an order of 200 items is whole, and its pages are numbered as the standard has it', async () => {
  const template = docxOf(`${saying('{#items}')}${saying('（{n}）{text}')}${saying('{/items}')}${saying('{@qr}')}`);
  const items = Array.from({ length: 200 }, (_, n) => ({
    n: (n + 1).toString(),
    text: `可燃气体报警器未检定${n.toString()}号。`,
  }));
  const { pdf, pages } = await printPdf(await fillTemplate(template, { items }, { qr: await qr('http://a.example') }));
  const words = await wordsOf(pdf);
  const numbers = words.filter(({ text }) => /^—.*—$/.test(text));
  expect(numbers.map(({ text }) => text)).toEqual(Array.from({ length: pages }, (_, n) => `— ${(n + 1).toString()} —`));
  expect(pages).toBeGreaterThan(5);
  const body = words
    .filter((word) => !numbers.includes(word))
    .map(({ text }) => text)
    .join('');
  expect(body.replace(/\s/g, '')).toBe(items.map(({ n, text }) => `（${n}）${text}`).join(''));
  // Odd at the right, even at the left, the upper edge 7 mm below the type area of 35 mm.
  const [odd, even] = numbers;
  expect(odd?.x).toBeGreaterThan(105 * MM);
  expect(even?.x).toBeCloseTo(28 * MM + 14, 0);
  for (const { y } of numbers) expect(y + 14).toBeCloseTo(28 * MM, 0);
});

test('pages are broken where the document says, and lie across where it says', async () => {
  const across =
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' +
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>';
  const upright =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>';
  const page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
  const body = `${saying('一')}${page}${saying('二')}<w:p><w:pPr>${upright}</w:pPr></w:p>${saying('三')}${across}`;
  const { pdf, pages } = await printPdf(docxOf(body));
  expect(pages).toBe(3);
  const words = await wordsOf(pdf);
  expect(words.map(({ page: at, text }) => `${at.toString()} ${text}`)).toEqual([
    '1 一',
    '1 — 1 —',
    '2 二',
    '2 — 2 —',
    '3 三',
    '3 — 3 —',
  ]);
  // At the right edge of a page of 297 mm.
  expect(words.at(-1)?.x).toBeGreaterThan(240 * MM);
});

/** The first page that says this; null where none does. */
function pageOf(words: Awaited<ReturnType<typeof wordsOf>>, said: string): number | null {
  const last = Math.max(...words.map(({ page }) => page));
  const textOn = (at: number): string => words.flatMap(({ page, text }) => (page === at ? [text] : [])).join('');
  return Array.from({ length: last }, (_, i) => i + 1).find((at) => textOn(at).includes(said)) ?? null;
}

test('what is kept with the next paragraph, and the end of a table before it, stand on one page wherever that ends', async () => {
  const kept = (text: string): string => saying(text).replace('<w:p>', '<w:p><w:pPr><w:keepNext/></w:pPr>');
  const table = `<w:tbl><w:tr><w:tc>${saying('表一')}</w:tc></w:tr><w:tr><w:tc>${saying('表末')}</w:tc></w:tr></w:tbl>`;
  for (const before of [16, 18, 20, 22, 24, 26, 28]) {
    const body = `${saying('字').repeat(before)}${kept('末句')}${kept('').repeat(9)}${kept('签名')}${saying('日期')}`;
    const other = `${saying('字').repeat(before)}${table}${kept('末句')}${saying('日期')}`;
    for (const [said, together] of [
      [body, ['末句', '签名', '日期']],
      [other, ['表末', '末句', '日期']],
    ] as const) {
      const words = await wordsOf((await printPdf(docxOf(said))).pdf);
      const pages = together.map((one) => pageOf(words, one));
      expect(pages, `after ${before.toString()} lines`).not.toContain(null);
      expect(new Set(pages).size, `after ${before.toString()} lines`).toBe(1);
    }
  }
});

test('no row of a table is torn apart', async () => {
  const row = (n: number) =>
    `<w:tr><w:tc>${saying(`甲${n.toString()}。`)}${saying(`乙${n.toString()}。`)}</w:tc></w:tr>`;
  const rows = Array.from({ length: 40 }, (_, n) => row(n)).join('');
  const { pdf, pages } = await printPdf(docxOf(`${saying('首行')}<w:tbl>${rows}</w:tbl>`));
  expect(pages).toBeGreaterThan(2);
  const words = await wordsOf(pdf);
  const torn = Array.from({ length: 40 }, (_, n) => n.toString()).filter(
    (n) => pageOf(words, `甲${n}。`) !== pageOf(words, `乙${n}。`),
  );
  expect(pageOf(words, '甲39。')).toBe(pages);
  expect(torn).toEqual([]);
});

test('a table’s head is printed again on each of its pages', async () => {
  const row = (text: string, head = '') => `<w:tr>${head}<w:tc>${saying(text)}</w:tc></w:tr>`;
  const rows = Array.from({ length: 60 }, (_, n) => row(`第${n.toString()}行`)).join('');
  const { pdf, pages } = await printPdf(
    docxOf(`<w:tbl>${row('表头', '<w:trPr><w:tblHeader/></w:trPr>')}${rows}</w:tbl>`),
  );
  expect(pages).toBeGreaterThan(1);
  expect((await wordsOf(pdf)).filter(({ text }) => text === '表头')).toHaveLength(pages);
});

test('a document reaches for nothing outside, and is printed without it', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port.toString()}/seen.png`;
  const picture = (id: string) =>
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:99pt;height:99pt">' +
    `<v:imagedata r:id="${id}"/></v:shape></w:pict></w:r></w:p>`;
  const outside = (id: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${target}" TargetMode="External"/>`;
  const docx = docxOf(`${saying('正文')}${picture('rId1')}${picture('rId2')}<w:altChunk r:id="rId3"/>`, {
    'word/_rels/document.xml.rels': relations(
      outside('rId1', url) +
        outside('rId2', 'file:///etc/passwd') +
        '<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="chunk.htm"/>',
    ),
    'word/chunk.htm': `<img src="${url}"><script>fetch("${url}")</script>`,
  });
  const printed: unknown = await printPdf(docx).then(
    ({ pdf }) => textOf(pdf),
    (error: unknown) => error,
  );
  await new Promise((resolve) => server.close(resolve));
  expect(printed instanceof TemplateFault ? '正文—1—' : printed).toBe('正文—1—');
  expect(asked).toEqual([]);
});

test('Chromium killed between two documents and under one is started anew, unseen', async () => {
  const docx = docxOf(saying('正文'));
  await printPdf(docx);
  const [first] = chromiumsOf();
  process.kill(first ?? Number.NaN, 'SIGKILL');
  expect(await textOf((await printPdf(docx)).pdf)).toBe('正文—1—');
  const [second] = chromiumsOf();
  expect(second).not.toBe(first);
  const printing = printPdf(docxOf(saying(PARAGRAPH).repeat(2_000)));
  process.kill(second ?? Number.NaN, 'SIGKILL');
  expect((await printing).pages).toBeGreaterThan(100);
  expect(chromiumsOf()).toHaveLength(1);
});

test('documents that are printed at once do not mix', async () => {
  const texts = ['甲乙丙', '丁戊己', '庚辛壬', '子丑寅', '卯辰巳'];
  const printed = await Promise.all(texts.map((text) => printPdf(docxOf(saying(text)))));
  expect(await Promise.all(printed.map(({ pdf }) => textOf(pdf)))).toEqual(texts.map((text) => `${text}—1—`));
  expect(chromiumsOf()).toHaveLength(1);
});

test('a document that cannot be laid out in time is given up and named, and the next one is printed', async () => {
  const endless = docxOf('<w:p><w:r><w:t>字</w:t></w:r></w:p>'.repeat(400_000));
  await expect(printPdf(endless)).rejects.toMatchObject({ code: 'TimedOut' });
  expect(await textOf((await printPdf(docxOf(saying('下一份')))).pdf)).toBe('下一份—1—');
});

test('a document that is none is named', async () => {
  await expect(printPdf(docxOf('<w:p>'))).rejects.toMatchObject({ code: 'Broken' });
  await expect(printPdf(Buffer.from('x'))).rejects.toMatchObject({ code: 'Unreadable' });
});

test('several documents become one file, its leaves counted through in the outer upper corner', async () => {
  const [one, two] = await Promise.all(['甲', '乙'].map((text) => printPdf(docxOf(saying(text)))));
  const whole = await mergePdf([one?.pdf, two?.pdf, one?.pdf].flatMap((pdf) => pdf ?? []));
  expect(await pageCount(whole)).toBe(3);
  const words = await wordsOf(whole);
  expect(words.filter(({ text }) => /^\d$/.test(text)).map(({ page, text }) => [page, text])).toEqual([
    [1, '1'],
    [2, '2'],
    [3, '3'],
  ]);
  expect(words.filter(({ text }) => /^[甲乙]$/.test(text)).map(({ text }) => text)).toEqual(['甲', '乙', '甲']);
  const corners = words.filter(({ text }) => /^\d$/.test(text));
  expect(corners.map(({ x }) => (x > 105 * MM ? 'right' : 'left'))).toEqual(['right', 'left', 'right']);
  for (const { y } of corners) expect(y).toBeGreaterThan(280 * MM);
});
