import { describe, expect, it } from 'vitest';
import { checkTemplate, fieldSpecs, type FieldSpec } from '../../../activities/documents/engine/index.ts';
import { docxOf, relations, saying } from '../../support/small-docx.ts';

const KNOWN: readonly FieldSpec[] = [
  { name: 'number', required: true, kind: 'text' },
  { name: 'note', required: false, kind: 'text' },
  {
    name: 'items',
    required: true,
    kind: 'list',
    fields: [
      { name: 'text', required: true, kind: 'text' },
      { name: 'due', required: false, kind: 'text' },
      { name: 'steps', required: false, kind: 'list', fields: [{ name: 'what', required: false, kind: 'text' }] },
    ],
  },
  { name: 'officers', required: false, kind: 'list', fields: [{ name: 'name', required: true, kind: 'text' }] },
  { name: 'qr', required: true, kind: 'image' },
];
const GOOD = ['{number}', '{#items}{text}{/items}'];

function template(...lines: readonly string[]): Buffer {
  return docxOf([...lines.map((line) => saying(line)), saying('{@qr}')].join(''));
}

async function faultsOf(docx: Buffer): Promise<readonly string[]> {
  return (await checkTemplate(docx, KNOWN)).faults;
}

describe('the fields of a template', () => {
  it('are named, those of rows under their list, and nothing is wrong with them', async () => {
    const docx = template(...GOOD, '{#note}备注：{note}{/note}', '{#items}{due}{number}{#steps}{what}{/steps}{/items}');
    expect(await checkTemplate(docx, KNOWN)).toEqual({
      faults: [],
      fields: [
        'number',
        'items',
        'items.text',
        'note',
        'items.due',
        'items.number',
        'items.steps',
        'items.steps.what',
        'qr',
      ],
    });
  });

  it.each([
    ['unknown', ['{numbr}', ...GOOD], ['没有名为“numbr”的字段']],
    ['unknown in a list', [...GOOD, '{#items}{text}{dew}{/items}'], ['没有名为“dew”的字段（在列表“items”内）']],
    ['unknown in a condition', [...GOOD, '{#note}{dew}{/note}'], ['没有名为“dew”的字段']],
    ['unknown as a list', [...GOOD, '{#rows}{x}{/rows}'], ['没有名为“rows”的字段', '没有名为“x”的字段']],
    ['of rows, outside their list', [...GOOD, '{due}'], ['没有名为“due”的字段']],
    ['missing', ['{#items}{text}{/items}'], ['缺少必备字段“number”']],
    ['missing in a list', ['{number}', '{#items}{due}{/items}'], ['缺少必备字段“items.text”']],
    ['missing in a list that need not be there', [...GOOD, '{#officers}x{/officers}'], ['缺少必备字段“officers.name”']],
    ['a list written as a text', [...GOOD, '{items}'], ['“items”是列表，须写成“{#items}…{/items}”']],
    ['a picture written as a text', [...GOOD, '{qr}'], ['“qr”是图片，须写成“{@qr}”并单独占一个段落']],
    ['a text written as a picture', [...GOOD, '{@note}'], ['“note”不是图片，不能写成“{@note}”']],
    [
      'a list within itself',
      ['{number}', '{#items}{text}{#items}{text}{/items}{/items}'],
      ['列表“items”不能套在列表“items”里面'],
    ],
    [
      'a list within another',
      [...GOOD, '{#officers}{name}{#items}{text}{/items}{/officers}'],
      ['列表“items”不能套在列表“officers”里面'],
    ],
  ] as const)('%s: named', async (_, lines, faults) => {
    expect(await faultsOf(template(...lines))).toEqual(faults);
  });

  it.each([
    ['{number', '标签“{number”缺少右括号“}”'],
    ['number}', '标签“number}”缺少左括号“{”'],
    ['{#items}{text}', '列表“{#items}”没有结束标签“{/items}”'],
    ['{text}{/items}', '结束标签“{/items}”没有对应的“{#items}”'],
    ['{#items}{text}{/officers}', '结束标签与开始标签“{#items}”不一致'],
    ['见{@qr}码', '图片“{@qr}”须单独占一个段落'],
    ['{number.length}', '“{number.length}”不是字段名：只能写字段的名称，不能写运算或者路径'],
  ])('written wrongly as %s: said', async (line, fault) => {
    expect(await faultsOf(template(...GOOD, line))).toContain(fault);
  });
});

describe('a document that no template may be', () => {
  const good = GOOD.map((line) => saying(line)).join('') + saying('{@qr}');
  const related = (attributes: string) => ({
    'word/_rels/document.xml.rels': relations(`<Relationship Id="rId1" ${attributes}/>`),
  });
  const BAD: readonly (readonly [what: string, docx: Buffer, words: string])[] = [
    ['programs', docxOf(good, { 'word/vbaProject.bin': 'x' }), '带有宏'],
    ['an object', docxOf(good, { 'word/embeddings/oleObject1.bin': 'x' }), '带有内嵌对象'],
    ['a control', docxOf(good, { 'word/activeX/activeX1.xml': '<x/>' }), '带有内嵌对象'],
    ['another document', docxOf(good, { 'word/afchunk1.htm': 'x' }), 'altChunk'],
    ['a mark of another document', docxOf(`${good}<w:altChunk r:id="rId1"/>`), 'altChunk'],
    ['a mark of an object', docxOf(`${good}<w:p><w:r><w:object/></w:r></w:p>`), '带有内嵌对象'],
    ['a part document', docxOf(`${good}<w:p><w:subDoc r:id="rId1"/></w:p>`), '引用了子文档'],
    [
      'a picture of the net',
      docxOf(good, related('Type="image" Target="http://a.example/x.png" TargetMode="External"')),
      'http://a.example/x.png',
    ],
    [
      'a file of this machine',
      docxOf(good, related('Target="file:///etc/passwd" TargetMode="External"')),
      'file:///etc/passwd',
    ],
    [
      'a field that reads a file',
      docxOf(`${good}<w:p><w:r><w:instrText> INCLUDETEXT "/etc/passwd"</w:instrText></w:r></w:p>`),
      '读取外部文件的域',
    ],
    ['a simple field that does', docxOf(`${good}<w:p><w:fldSimple w:instr="DDEAUTO cmd"/></w:p>`), '读取外部文件的域'],
    ['entities', docxOf(good, { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), '实体声明'],
    ['a text box', docxOf(`${good}<w:p><w:r><w:pict><w:txbxContent/></w:pict></w:r></w:p>`), '含有文本框'],
    ['tracked changes', docxOf(`${good}<w:p><w:ins w:id="1"><w:r><w:t>加</w:t></w:r></w:ins></w:p>`), '含有修订痕迹'],
    ['hidden words', docxOf(`${good}<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>某</w:t></w:r></w:p>`), '含有隐藏文字'],
    ['a tag in wide braces', docxOf(good + saying('｛number｝')), '全角花括号'],
    [
      'words at its edge',
      docxOf(good, { 'word/header1.xml': '<w:hdr><w:p><w:r><w:t>密级</w:t></w:r></w:p></w:hdr>' }),
      '页眉或者页脚',
    ],
    [
      'a picture at its edge',
      docxOf(good, { 'word/footer1.xml': '<w:ftr><w:p><w:r><w:drawing/></w:r></w:p></w:ftr>' }),
      '页眉或者页脚',
    ],
    ['a letter that no font has', docxOf(good + saying('某\u{323af}村')), '字库中没有“\u{323af}”'],
    ['such a letter by its number', docxOf(good + saying('某&#xE000;村')), '字库中没有“\ue000”'],
    ['more than it may unpack to', docxOf(good, { 'word/styles.xml': Buffer.alloc(60_000_000) }), '疑似压缩炸弹'],
    ['no document', Buffer.from('PK\u0003\u0004 no'), '已损坏'],
  ];
  it.each(BAD)('is refused for %s', async (_, docx, words) => {
    const { faults, fields } = await checkTemplate(docx, KNOWN);
    expect(faults).toEqual([expect.stringContaining(words)]);
    expect(fields).toEqual([]);
  });

  it('is not one whose foot holds the number of the page alone', async () => {
    const foot =
      '<w:ftr><w:p><w:r><w:t>— </w:t></w:r><w:fldSimple w:instr="PAGE"/><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>';
    expect(await faultsOf(docxOf(good, { 'word/footer1.xml': foot }))).toEqual([]);
  });
});

describe('a template made so that reading it takes for ever', () => {
  // Each would be read again from every mark to the end: far beyond the time that a thread has.
  const many = (mark: string) => mark.repeat(200_000);

  it.each([
    ['words', `<w:t ${many('<w:t ')}`],
    ['fields', many('<w:instrText ')],
    ['simple fields', many('<w:fldSimple ')],
    ['relationships', many('<Relationship ')],
  ])('is answered: %s', async (_, xml) => {
    const { faults } = await checkTemplate(
      docxOf(GOOD.map((line) => saying(line)).join(''), { 'word/header1.xml': xml }),
      KNOWN,
    );
    expect(faults).toEqual(['缺少必备字段“qr”']);
  });
});

it('a document’s fields become what its templates are held against', () => {
  const source = (field: string) => ({ field, label: field, source: '' });
  const specs = fieldSpecs({
    required: [source('number'), source('items.text')],
    others: [source('note'), source('items.due'), source('items.steps.what')],
  });
  const named = (name: string) => specs.find((one) => one.name === name);
  expect(named('number')).toEqual({ name: 'number', required: true, kind: 'text' });
  expect(named('note')).toEqual({ name: 'note', required: false, kind: 'text' });
  expect(named('items')).toEqual({
    name: 'items',
    required: true,
    kind: 'list',
    fields: [
      { name: 'text', required: true, kind: 'text' },
      { name: 'due', required: false, kind: 'text' },
      { name: 'steps', required: false, kind: 'list', fields: [{ name: 'what', required: false, kind: 'text' }] },
    ],
  });
  expect(named('verifyCode')).toMatchObject({ required: false, kind: 'text' });
  expect([named('qr'), named('seal')]).toMatchObject([
    { required: true, kind: 'image' },
    { required: false, kind: 'image' },
  ]);
});
