import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fillTemplate, qr, TemplateFault } from '../../../activities/documents/engine/index.ts';
import type { Fields } from '../../../activities/documents/definition.ts';
import { docxOf, partOf, relations, saying } from '../../support/small-docx.ts';

const BODY = 'word/document.xml';
const rows = (count: number): Fields[] => Array.from({ length: count }, (_, n) => ({ n: (n + 1).toString() }));

async function faultOf(template: Buffer, fields: Fields): Promise<TemplateFault> {
  const error: unknown = await fillTemplate(template, fields, {}).catch((thrown: unknown) => thrown);
  if (!(error instanceof TemplateFault)) throw new Error('it was filled', { cause: error });
  return error;
}

describe('filling a template', () => {
  it('puts texts, rows and line breaks where their tags stand', async () => {
    const template = docxOf([saying('{unit}：'), saying('{#items}'), saying('第{n}项'), saying('{/items}')].join(''));
    const docx = await fillTemplate(template, { unit: '甲厂\n乙车间', items: rows(2) }, {});
    const text = partOf(docx, BODY)
      .replace(/<w:br\/>/g, '⏎')
      .replace(/<[^>]*>/g, '');
    expect(text).toBe('甲厂⏎乙车间：第1项第2项');
  });

  it('writes what stands in a field as text, never as marks of the document', async () => {
    const docx = await fillTemplate(docxOf(saying('{unit}')), { unit: '</w:t><w:altChunk/>{unit}&amp;' }, {});
    expect(partOf(docx, BODY)).toContain('&lt;/w:t&gt;&lt;w:altChunk/&gt;{unit}&amp;amp;');
  });

  it('leaves a condition out while its field is empty', async () => {
    const template = docxOf(saying('{#late}逾期{late}日{/late}。'));
    const of = async (late: string) => partOf(await fillTemplate(template, { late }, {}), BODY).replace(/<[^>]*>/g, '');
    expect([await of(''), await of('3')]).toEqual(['。', '逾期3日。']);
  });

  it('shows a picture in its tag’s own paragraph, within its box', async () => {
    const tag =
      '<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:jc w:val="right"/></w:pPr><w:r><w:t>{@qr}</w:t></w:r></w:p>';
    const png = await qr('http://paper.example/1');
    const docx = await fillTemplate(docxOf(tag), {}, { qr: png });
    // 20 mm; a line of an exact height would cut the picture off.
    expect(partOf(docx, BODY)).toMatch(
      /lineRule="atLeast"\/><w:jc w:val="right"\/>.*<wp:extent cx="720000" cy="720000"\/>/,
    );
    expect(partOf(docx, '[Content_Types].xml')).toContain('Extension="png"');
    expect(partOf(docx, 'word/_rels/document.xml.rels')).toContain('Id="rIdPaper1"');
    expect(partOf(docx, 'word/_rels/document.xml.rels')).toContain('Target="media/paper-qr.png"');
    expect(partOf(docx, 'word/media/paper-qr.png')).toContain('PNG');
  });

  it('adds pictures to the relationships and types that a template has', async () => {
    const others = {
      'word/_rels/document.xml.rels': relations('<Relationship Id="rId7" Type="x" Target="styles.xml"/>'),
    };
    const docx = await fillTemplate(docxOf(saying('{@qr}'), others), {}, { qr: await qr('1'), seal: await qr('2') });
    const ids = [...partOf(docx, 'word/_rels/document.xml.rels').matchAll(/Id="(\w+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['rId7', 'rIdPaper1', 'rIdPaper2']);
  });

  it('leaves the paragraph of a picture empty that is not there yet', async () => {
    const docx = await fillTemplate(docxOf(`${saying('前')}${saying('{@seal}')}${saying('后')}`), {}, {});
    expect(partOf(docx, BODY).match(/<w:p>/g)).toHaveLength(3);
    expect(partOf(docx, BODY).replace(/<[^>]*>/g, '')).toBe('前后');
  });

  it('takes no picture but PNG', async () => {
    const filling = fillTemplate(docxOf(saying('{@qr}')), {}, { qr: Buffer.from('GIF89a'.padEnd(40)) });
    await expect(filling).rejects.toThrow('图片“qr”不是 PNG 格式');
  });

  it('gives the same bytes for the same template and fields', async () => {
    const once = () => fillTemplate(docxOf(saying('{unit}')), { unit: '甲厂' }, {});
    expect((await once()).equals(await once())).toBe(true);
  });
});

describe('a template that means harm', { timeout: 30_000 }, () => {
  it('is ended and named when it runs for ever, and the next one is filled', async () => {
    // Each list repeats all of it for each row of the one around it: 200 to the sixth power.
    const nested = `${'{#items}'.repeat(6)}x${'{/items}'.repeat(6)}`;
    const fault = await faultOf(docxOf(saying(nested)), { items: Array.from({ length: 200 }, () => ({})) });
    expect(['TimedOut', 'TooLarge']).toContain(fault.code);
    expect(fault.words).toContain('列表是否重复套用');
    const next = await fillTemplate(docxOf(saying('{unit}')), { unit: '甲厂' }, {});
    expect(partOf(next, BODY)).toContain('甲厂');
  });

  it('is ended and named when it runs without a word to write', async () => {
    const nested = `${'{#items}'.repeat(8)}${'{/items}'.repeat(8)}`;
    expect((await faultOf(docxOf(saying(nested)), { items: rows(200) })).code).toBe('TimedOut');
  });

  it('is ended and named when it grows beyond its time or its memory', async () => {
    const fields = { long: '隐'.repeat(5_000_000), items: Array.from({ length: 200 }, () => ({})) };
    // Which of the two comes first is the machine's affair.
    expect(['TimedOut', 'TooLarge']).toContain((await faultOf(docxOf(saying('{#items}{long}{/items}')), fields)).code);
  });

  it('is refused when what it grows to could not be printed', async () => {
    const fault = await faultOf(docxOf(saying('{#items}{text}{/items}')), {
      items: Array.from({ length: 11 }, () => ({ text: 'x'.repeat(2_000_000) })),
    });
    expect(fault).toMatchObject({ code: 'TooLarge', words: expect.stringContaining('填写后的文书太大') });
  });

  it.each(['a.b', 'a + 1', 'process.exit()', "require('fs')", '"text"', '1', '.', 'items[0]'])(
    'names no expression: {%s}',
    async (tag) => {
      expect(await faultOf(docxOf(saying(`{${tag}}`)), { a: '1' })).toMatchObject({
        code: 'Broken',
        words: expect.stringContaining('只能写字段的名称'),
      });
    },
  );

  it.each(['constructor', '__proto__', 'toString', 'missing'])(
    'names nothing that it was not given: {%s}',
    async (tag) => {
      expect(await faultOf(docxOf(saying(`{${tag}}`)), { unit: '' })).toMatchObject({
        code: 'UnknownField',
        words: expect.stringContaining(tag),
      });
    },
  );

  it('is refused when it unpacks to more than it may, whatever it declares', async () => {
    const zeros = Buffer.alloc(60_000_000);
    expect(deflateSync(zeros).length).toBeLessThan(100_000);
    expect((await faultOf(docxOf(saying('甲'), { 'word/styles.xml': zeros }), {})).code).toBe('TooLarge');
  });

  it.each([
    ['no archive', Buffer.from('not a document')],
    ['an archive of something else', docxOf(saying('甲')).subarray(0, 300)],
  ])('is refused when it is %s', async (_, bytes) => {
    expect((await faultOf(bytes, {})).code).toBe('Unreadable');
  });
});
