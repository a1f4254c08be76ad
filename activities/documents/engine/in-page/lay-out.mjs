/**
 * Runs inside Chromium, as it stands here. What it uses of the page is declared by hand: the rest of the house has no page.
 *
 * @typedef {{ type: string, isHeader?: boolean | undefined, keepNext?: boolean, keepLines?: boolean,
 *   cssStyle?: Record<string, string>, children?: Wml[] }} Wml an element of a Word document
 * @typedef {{ documentPart: { body: Wml } }} Parsed
 * @typedef {object} Element
 * @property {Record<string, string>} style
 * @property {number} offsetHeight
 * @property {ArrayLike<Element>} children
 * @property {(...children: (Element | string)[]) => void} append
 * @property {(...children: (Element | string)[]) => void} prepend
 * @property {(...siblings: Element[]) => void} before
 * @property {(...children: (Element | string)[]) => void} replaceChildren
 * @property {(selector: string) => Iterable<Element>} querySelectorAll
 * @property {() => Promise<void>} decode
 * @typedef {object} World
 * @property {{ parseAsync: (bytes: Uint8Array, options: object) => Promise<Parsed>,
 *   renderDocument: (parsed: Parsed, options: object) => Promise<Element[]> }} docx
 * @property {{ getElementById: (id: string) => Element, createElement: (tag: string) => Element,
 *   fonts: { ready: Promise<unknown> } }} document
 */

const world = /** @type {World} */ (/** @type {unknown} */ (globalThis));

const OPTIONS = {
  inWrapper: false,
  renderHeaders: false,
  renderFooters: false,
  renderAltChunks: false,
  ignoreLastRenderedPageBreak: true,
  useBase64URL: true,
};

/**
 * Lays a .docx out and sets the page by its sections; answers width and margins of each, as CSS lengths.
 * @param {string} base64
 */
async function layOut(base64) {
  const { docx, document } = world;
  const sheet = document.getElementById('sheet');
  sheet.replaceChildren();
  const parsed = await docx.parseAsync(
    Uint8Array.from(atob(base64), (one) => one.charCodeAt(0)),
    OPTIONS,
  );
  keepTogether(parsed.documentPart.body);
  sheet.replaceChildren(...(await docx.renderDocument(parsed, OPTIONS)));
  repeatHeadRows(parsed, sheet);
  for (const text of sheet.querySelectorAll('section.docx > article')) boxTogether(text);
  const sections = [...sheet.querySelectorAll('section.docx')].map(({ style }) => ({
    size: `${style['width'] ?? ''} ${style['minHeight'] ?? ''}`,
    margin: style['padding'] ?? '',
    style,
  }));
  const kinds = [...new Set(sections.map(({ size, margin }) => `size:${size};margin:${margin}`))];
  for (const { size, margin, style } of sections)
    style['page'] = `p${kinds.indexOf(`size:${size};margin:${margin}`).toString()}`;
  const pages = document.createElement('style');
  pages.append(kinds.map((kind, index) => `@page p${index.toString()}{${kind}}`).join(''));
  sheet.append(pages);
  // Reading the height lays out, which asks for the fonts.
  if (sheet.offsetHeight >= 0) await document.fonts.ready;
  await Promise.all([...sheet.querySelectorAll('img')].map((picture) => picture.decode()));
  return sections.map(({ style }) => ({
    width: style['width'] ?? '',
    bottom: style['paddingBottom'] ?? '',
    left: style['paddingLeft'] ?? '',
    right: style['paddingRight'] ?? '',
  }));
}

/**
 * What Word keeps with what follows, or whole, which docx-preview reads and does not show. A row goes with the next one
 * as its first paragraph does, and a table as its last row.
 * @param {Wml} element @returns {boolean} whether it is kept with what follows
 */
function keepTogether(element) {
  const { children = [] } = element;
  const kept = children.map(keepTogether);
  for (const [i, table] of children.entries())
    if (table.type === 'table' && kept[i + 1] === true && children[i + 1]?.type === 'paragraph') keepEnd(table);
  const isKept =
    element.type === 'paragraph'
      ? element.keepNext === true
      : ((element.type === 'row' || element.type === 'cell') && kept[0] === true) ||
        (element.type === 'table' && kept.at(-1) === true);
  element.cssStyle = {
    ...element.cssStyle,
    ...(isKept ? { 'break-after': 'avoid' } : {}),
    ...(element.keepLines === true ? { 'break-inside': 'avoid' } : {}),
  };
  return isKept;
}

/**
 * A line that goes with what follows is never parted from a table before it: the foot of a paper is not alone on a page.
 * @param {Wml} table
 */
function keepEnd(table) {
  for (const one of [table, table.children?.at(-1)])
    if (one !== undefined) one.cssStyle = { ...one.cssStyle, 'break-after': 'avoid' };
}

/** So many rows a table may have that is kept whole with the lines around it. */
const ROWS_TOGETHER = 3;

/**
 * Chromium gives up a chain of more than two that are to stand together: they are put into one box, which it breaks only
 * where it is longer than a page.
 * @param {Element} text
 */
function boxTogether(text) {
  /** @type {Element[]} */
  let chain = [];
  const all = Array.from(text.children);
  for (const one of all) {
    const isLong = [...one.querySelectorAll('tr')].length > ROWS_TOGETHER;
    if (!isLong) chain.push(one);
    if (!isLong && one.style['breakAfter'] === 'avoid' && one !== all.at(-1)) continue;
    const [first] = chain;
    if (first !== undefined && chain.length > 2) {
      const box = world.document.createElement('div');
      box.style['breakInside'] = 'avoid';
      first.before(box);
      box.append(...chain);
    }
    chain = [];
  }
}

/**
 * Rows that Word repeats on every page of a table, which docx-preview shows once: it draws tables in their order.
 * @param {Parsed} parsed @param {Element} sheet
 */
function repeatHeadRows(parsed, sheet) {
  const drawn = [...sheet.querySelectorAll('table')];
  for (const [index, table] of tablesIn(parsed.documentPart.body).entries()) {
    const first = (table.children ?? []).findIndex((row) => !isHead(row));
    const rows = [...(drawn[index]?.querySelectorAll(':scope > tr') ?? [])].slice(0, first);
    if (rows.length === 0 || first < 1) continue;
    const head = world.document.createElement('thead');
    head.append(...rows);
    drawn[index]?.prepend(head);
  }
}

/**
 * Without a value the mark is there, and means yes.
 * @param {Wml} row
 */
function isHead(row) {
  return 'isHeader' in row && (row.isHeader ?? true);
}

/** @param {Wml} element @returns {Wml[]} */
function tablesIn(element) {
  const inner = (element.children ?? []).flatMap(tablesIn);
  return element.type === 'table' ? [element, ...inner] : inner;
}

Object.assign(globalThis, { layOut });
