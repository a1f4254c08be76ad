import { Packer } from 'docx';
import PizZip from 'pizzip';
import { sha256 } from '../../../db/chain.ts';
import type { DocumentDefinition } from '../definition.ts';

/** What a shipped template says of its making: the same template has the same bytes, whenever and wherever. */
const SHIPPED_AT = '2026-01-01T00:00:00Z';
/** By the local clock, because that is what a zip writes down. */
const SHIPPED_ON = new Date(2026, 0, 1);

/** The shipped template of a document and its name, `shipped:` and the hash of its bytes. */
export async function shippedTemplate({
  template,
}: Pick<DocumentDefinition, 'template'>): Promise<{ readonly name: string; readonly docx: Buffer }> {
  const packed = new PizZip(await Packer.toBuffer(template()));
  const fixed = new PizZip();
  for (const path of Object.keys(packed.files).sort()) {
    const file = packed.file(path);
    if (file === null) continue;
    const content = path === 'docProps/core.xml' ? undated(file.asText()) : file.asUint8Array();
    fixed.file(path, content, { date: SHIPPED_ON, createFolders: false });
  }
  const docx = fixed.generate({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'DOS' });
  return { name: `shipped:${sha256(docx)}`, docx };
}

function undated(core: string): string {
  return core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${SHIPPED_AT}`);
}
