import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Route } from 'playwright-core';
import { FACES, FONT_FILES } from './fonts.ts';

const require = createRequire(import.meta.url);
const preview = require.resolve('docx-preview');

/** Where the page stands that lays documents out; nothing is ever asked of the network. */
export const PAGE = 'http://paper.invalid/';

const SCRIPTS: Readonly<Record<string, string>> = {
  '/jszip.js': join(dirname(createRequire(preview).resolve('jszip/package.json')), 'dist', 'jszip.min.js'),
  '/docx-preview.js': join(dirname(preview), 'docx-preview.min.js'),
  '/lay-out.js': fileURLToPath(new URL('./in-page/lay-out.mjs', import.meta.url)),
  '/seen-words.js': fileURLToPath(new URL('./in-page/seen-words.mjs', import.meta.url)),
};

/** A document may bring no scripts, no pictures but its own, no frames and no requests. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; font-src 'self'; img-src data:";

const STYLE = `
body { margin: 0; font-family: 仿宋; }
/* Bold letters have their own file; made ones would be drawn, not written, and could not be selected. */
* { font-synthesis: none !important; hyphens: none !important; text-spacing-trim: space-all; }
section.docx { display: block !important; overflow: visible !important; padding: 0 !important; margin: 0 !important;
  width: auto !important; min-height: 0 !important; }
section.docx + section.docx { break-before: page; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
p { widows: 2; orphans: 2; }
/* One word wider than its cell, a hash or an address, and Chromium would print the whole document smaller. */
p, span { overflow-wrap: anywhere !important; }
/* 一级标题 are in 黑体: none stays alone at the foot of a page. */
p:has(> span[style*='黑体']) { break-after: avoid; }`;

const HTML = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title></title><style>${faces()}${STYLE}</style>
<script src="/jszip.js"></script><script src="/docx-preview.js"></script><script type="module" src="/seen-words.js"></script><script type="module" src="/lay-out.js"></script>
<div id="sheet"></div></html>`;

/** Answers every request of the browser: the page, its scripts, its fonts; whatever else a document wants is refused. */
export async function serveOnlyOurs(context: BrowserContext): Promise<void> {
  await context.route('**/*', answer);
}

async function answer(route: Route): Promise<void> {
  const { origin, pathname } = new URL(route.request().url());
  const path = `${origin}/` === PAGE ? pathname : '';
  const script = SCRIPTS[path];
  const font = FONT_FILES[Number(/^\/fonts\/(\d+)$/.exec(path)?.[1] ?? Number.NaN)];
  if (path === '/')
    await route.fulfill({ contentType: 'text/html', body: HTML, headers: { 'content-security-policy': POLICY } });
  else if (script !== undefined) await route.fulfill({ contentType: 'text/javascript', path: script });
  else if (font !== undefined) await route.fulfill({ contentType: 'font/sfnt', path: font });
  else await route.abort();
}

function faces(): string {
  const face = (family: string, file: string, weight: string): string =>
    `@font-face{font-family:"${family}";font-weight:${weight};src:url(/fonts/${FONT_FILES.indexOf(file).toString()})}`;
  return FACES.map(({ family, plain, bold }) => face(family, plain, '400') + face(family, bold, '700')).join('');
}
