import { MAIN_PART, textOf, type Parts } from './docx-parts.ts';

/** A part's name or text that refuses the whole document, and what to do. */
type Danger = readonly [pattern: RegExp, words: string];

const BY_NAME: readonly Danger[] = [
  [/(^|\/)vba(Project|Data)/i, '带有宏，请另存为不含宏的 .docx'],
  [/(^|\/)(embeddings|activeX|ctrlProps)\//i, '带有内嵌对象（OLE 或者控件），请删除'],
  [/(^|\/)afchunk/i, '引用了另一份文档（altChunk），请把内容直接粘贴进来'],
];

const BY_TEXT: readonly Danger[] = [
  [/<!(DOCTYPE|ENTITY)/i, '含有 XML 实体声明，不予打开'],
  [/ContentType="[^"<>]*macroEnabled/i, '带有宏，请另存为不含宏的 .docx'],
  [/<w:altChunk\b/, '引用了另一份文档（altChunk），请把内容直接粘贴进来'],
  [/<w:subDoc\b/, '引用了子文档，请把内容直接粘贴进来'],
  [/<(o:OLEObject|w:object|w:control)\b/, '带有内嵌对象（OLE 或者控件），请删除'],
  [
    /<w:(instrText\b[^<>]*>|fldSimple\b[^<>]*w:instr=")\s*(INCLUDE(PICTURE|TEXT)?|IMPORT|DDE(AUTO)?|LINK|DATABASE|RD)\b/i,
    '含有读取外部文件的域，请删除',
  ],
  [/<w:txbxContent\b/, '含有文本框，PDF 中不能照样显示，请改用段落或者表格'],
  [/<w:(ins|del|moveFrom|moveTo) /, '含有修订痕迹，请先接受或者拒绝全部修订'],
  [/<w:vanish(\s*\/>|\s+w:val="(1|true|on)")/, '含有隐藏文字，请取消隐藏或者删除'],
];

/** What makes a .docx unfit as a template whatever its tags say: programs, foreign files, links to outside, and what only Word would show. */
export function dangersIn(parts: Parts): readonly string[] {
  const faults = [...parts].flatMap(([name, bytes]) => {
    const byName = BY_NAME.filter(([pattern]) => pattern.test(name)).map(([, words]) => words);
    if (!/\.(xml|rels|vml)$/i.test(name)) return byName;
    const text = bytes.toString('utf8');
    const byText = BY_TEXT.filter(([pattern]) => pattern.test(text)).map(([, words]) => words);
    return [...byName, ...byText, ...linksOut(text), ...wordsAtEdge(name, text), ...wideBraces(name, text)];
  });
  return [...new Set(faults)];
}

/** Relationships that lead out of the file: pictures, templates, links. */
function linksOut(text: string): readonly string[] {
  return [...text.matchAll(/<Relationship\b[^<>]*>/g)]
    .map(([relationship]) => relationship)
    .filter((relationship) => /TargetMode="External"/i.test(relationship))
    .map((relationship) => `引用了外部文件或者地址“${/Target="([^"]*)"/.exec(relationship)?.[1] ?? ''}”，请删除`);
}

/** Headers and footers are not printed but for the number of the page: words there would be in Word alone. */
function wordsAtEdge(name: string, text: string): readonly string[] {
  if (name === MAIN_PART || !/^word\/(header|footer)\d*\.xml$/.test(name)) return [];
  const words = textOf(text);
  const hasPicture = /<(w:drawing|w:pict)\b/.test(text);
  if (/^[\s\d—–-]*$/.test(words) && !hasPicture) return [];
  return ['页眉或者页脚中只能有页码：其中的文字、图片在 PDF 中不能显示，请移到正文'];
}

/** Typed with a Chinese keyboard a tag would be printed as it stands. */
function wideBraces(name: string, text: string): readonly string[] {
  return name === MAIN_PART && /[｛｝]/.test(textOf(text)) ? ['含有全角花括号“｛｝”，字段须用半角花括号“{ }”'] : [];
}
