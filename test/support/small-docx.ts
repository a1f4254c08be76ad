import PizZip from 'pizzip';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const A4 =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';

/** One paragraph that says this, in 仿宋 三号 unless another family is named. */
export function saying(text: string, family = '仿宋_GB2312'): string {
  const fonts = ['ascii', 'hAnsi', 'eastAsia'].map((one) => `w:${one}="${family}"`).join(' ');
  return `<w:p><w:r><w:rPr><w:rFonts ${fonts}/><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** The smallest .docx with this body, and with other parts beside it; a body that ends in a section keeps it. */
export function docxOf(body: string, others: Readonly<Record<string, string | Buffer>> = {}): Buffer {
  const zip = new PizZip();
  const section = body.endsWith('</w:sectPr>') ? '' : A4;
  zip.file(
    '[Content_Types].xml',
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ` +
      `ContentType="${OFFICE}.wordprocessingml.document.main+xml"/></Types>`,
  );
  zip.file(
    '_rels/.rels',
    relations(
      '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>',
    ),
  );
  zip.file('word/document.xml', `<w:document ${NAMESPACES}><w:body>${body}${section}</w:body></w:document>`);
  for (const [name, content] of Object.entries(others)) zip.file(name, content);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** A part of relationships with these. */
export function relations(inner: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
}

/** A part of a .docx as text; empty for none. */
export function partOf(docx: Buffer, name: string): string {
  return new PizZip(docx).file(name)?.asText() ?? '';
}
