/**
 * Runs inside Chromium, after `layOut`: which words of the sheet a reader sees. What it uses of the page is declared by hand.
 *
 * @typedef {{ left: number, right: number, top: number, bottom: number, width: number, height: number }} Box
 * @typedef {Record<'color' | 'backgroundColor' | 'fontSize' | 'visibility' | 'opacity' | 'overflow', string>} Style
 * @typedef {{ parentElement: Element | null, getBoundingClientRect: () => Box }} Element
 * @typedef {{ data: string, parentElement: Element | null }} Text
 * @typedef {{ selectNodeContents: (node: Text) => void, getClientRects: () => Iterable<Box> }} Range
 * @typedef {object} World
 * @property {(element: Element) => Style} getComputedStyle
 * @property {{ body: Element, getElementById: (id: string) => Element, createRange: () => Range,
 *   createTreeWalker: (root: Element, show: number) => { nextNode: () => Text | null } }} document
 */

const world = /** @type {World} */ (/** @type {unknown} */ (globalThis));

/** Letters of 4 pt and below nobody reads; in CSS pixels. */
const SMALL = (4 * 4) / 3 + 0.01;
/** Letters and ground that differ by less are one to the eye; what is read must have 4.5 (WCAG 2.2, 1.4.3). */
const CONTRAST = 1.5;
/** A letter that stands on the next one is narrower than this share of its height. */
const NARROW = 0.2;
const TEXT = 4;
const WHITE = [255, 255, 255];

/** Every word that a reader sees, in order, without what is white, tiny, hidden, cut off or off the page. */
function seenWords() {
  const { document } = world;
  const walk = document.createTreeWalker(document.getElementById('sheet'), TEXT);
  let words = '';
  for (let text = walk.nextNode(); text !== null; text = walk.nextNode())
    if (text.parentElement !== null && isSeen(text, text.parentElement)) words += text.data;
  return words;
}

/** @param {Text} text @param {Element} holder */
function isSeen(text, holder) {
  const { color, fontSize, visibility } = world.getComputedStyle(holder);
  const size = parseFloat(fontSize);
  if (visibility !== 'visible' || size <= SMALL) return false;
  const ground = groundOf(holder);
  if (ground === null || contrast(rgb(color) ?? ground, ground) < CONTRAST) return false;
  const boxes = boxesOf(text).filter((box) => box.width > 0 && box.height > 0 && isOnPaper(box, holder));
  const letters = [...text.data.trim()].length;
  return boxes.reduce((sum, { width }) => sum + width, 0) >= letters * size * NARROW;
}

/** @param {Text} text */
function boxesOf(text) {
  const range = world.document.createRange();
  range.selectNodeContents(text);
  return [...range.getClientRects()];
}

/** Whether it lies right of and below the page's edge, and within whatever cuts off what flows over. @param {Box} box @param {Element} holder */
function isOnPaper(box, holder) {
  const page = world.document.body.getBoundingClientRect();
  if (box.right <= page.left || box.left >= page.right || box.bottom <= page.top) return false;
  for (let one = /** @type {Element | null} */ (holder); one !== null; one = one.parentElement) {
    if (world.getComputedStyle(one).overflow === 'visible') continue;
    const around = one.getBoundingClientRect();
    if (box.top >= around.bottom || box.left >= around.right || box.bottom <= around.top) return false;
  }
  return true;
}

/** The colour behind an element: white where nothing has one; null where it is seen through. @param {Element} holder */
function groundOf(holder) {
  let ground = /** @type {number[] | null} */ (null);
  for (let one = /** @type {Element | null} */ (holder); one !== null; one = one.parentElement) {
    const { backgroundColor, opacity } = world.getComputedStyle(one);
    if (Number(opacity) < 0.2) return null;
    ground ??= rgb(backgroundColor);
  }
  return ground ?? WHITE;
}

/** Null for what is transparent. @param {string} color */
function rgb(color) {
  const [r = 0, g = 0, b = 0, alpha = 1] = [...color.matchAll(/[\d.]+/g)].map(([one]) => Number(one));
  return alpha < 0.2 ? null : [r, g, b];
}

/** From 1 to 21, as WCAG counts it. @param {number[]} one @param {number[]} other */
function contrast(one, other) {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** @param {number[]} color */
function luminance(color) {
  const [r = 0, g = 0, b = 0] = color.map((one) => {
    const share = one / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

Object.assign(globalThis, { seenWords });
