import { buffer } from 'node:stream/consumers';
import { entriesOf, streamOf, zipIn } from '../../../db/zip.ts';
import { TemplateFault } from './fault.ts';
import { LIMITS } from './limits.ts';

/** The parts of a .docx by their names, unpacked. */
export type Parts = ReadonlyMap<string, Buffer>;

/** Where the text lies; Word, WPS and LibreOffice all write it there. */
export const MAIN_PART = 'word/document.xml';

/**
 * Unpacks a .docx by the archive's own directory, counting what really comes out against `LIMITS`.
 * @throws TemplateFault for what is no .docx, is encrypted, or grows beyond all measure
 */
export async function docxParts(docx: Buffer): Promise<Parts> {
  if (docx.length > LIMITS.fileBytes) throw tooLarge();
  const parts = await unpacked(docx);
  if (!parts.has(MAIN_PART) || !parts.has('[Content_Types].xml'))
    throw new TemplateFault('Unreadable', '不是 .docx 文档，请用 Word 或 WPS 另存为 .docx。');
  return parts;
}

async function unpacked(docx: Buffer): Promise<Map<string, Buffer>> {
  try {
    const zip = await zipIn(docx);
    if (zip.entryCount > LIMITS.entries) throw tooLarge();
    const parts = new Map<string, Buffer>();
    let left = LIMITS.unpackedBytes;
    for (const entry of await entriesOf(zip)) {
      if (entry.fileName.endsWith('/')) continue;
      if (entry.isEncrypted()) throw new TemplateFault('Unreadable', '文档已加密，请取消密码保护。');
      const bytes = await buffer(counted(await streamOf(zip, entry), left));
      left -= bytes.length;
      parts.set(entry.fileName, bytes);
    }
    return parts;
  } catch (error) {
    if (error instanceof TemplateFault) throw error;
    throw new TemplateFault('Unreadable', '文档已损坏，无法打开，请用 Word 或 WPS 另存为 .docx。', error);
  }
}

/** A declared size can lie: what comes out is counted, and no more than `most` is ever held. */
async function* counted(stream: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let seen = 0;
  for await (const chunk of stream) {
    seen += chunk.length;
    if (seen > most) throw tooLarge();
    yield chunk;
  }
}

function tooLarge(): TemplateFault {
  return new TemplateFault('TooLarge', '文档太大，或展开后太大（疑似压缩炸弹），不予打开。');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The words of a part, or of a piece of one, without anything between them. */
export function textOf(xml: string): string {
  const words = [...xml.matchAll(/<w:t(?: [^<>]*)?>([^<]*)<\/w:t>/g)].map(([, one = '']) => one).join('');
  return words.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (entity, hex?: string, digits?: string, name = '') => {
    const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : (ENTITIES[String(name)] ?? entity);
  });
}
