export { closeBrowser } from './browser.ts';
export { TemplateFault } from './fault.ts';
export { fillTemplate } from './fill-template.ts';
export type { Images } from './images.ts';
export { mergePdf, pageCount } from './merge-pdf.ts';
export { missingGlyphs } from './missing-glyphs.ts';
export { NoChromium } from './no-chromium.ts';
export { printPdf } from './print-pdf.ts';
export { qr } from './qr.ts';
