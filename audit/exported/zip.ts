import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { entriesOf, streamOf } from '../../db/zip.ts';
import { isPlainName, LIMITS, NotAnExport, type BundleFiles } from './names.ts';

/** The first moment that a zip can name: the same files give the same bytes, whenever and wherever they are packed. */
const MTIME = new Date(1980, 0, 1);

/** A bundle as one zip; not compressed, so that its bytes do not hang on anybody's version of a compressor. */
export async function zipOf(files: BundleFiles): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const options = { mtime: MTIME, mode: 0o100644, compress: false, forceDosTimestamp: true };
  for (const [name, content] of files) zip.addBuffer(content, name, options);
  zip.end();
  return buffer(zip.outputStream);
}

/** The files of a zip that came from anybody: nothing is unpacked beyond the limits, nor under a name that leads elsewhere. */
export async function filesInZip(content: Buffer): Promise<BundleFiles> {
  try {
    return await unpacked(content);
  } catch (error) {
    if (error instanceof NotAnExport) throw error;
    throw new NotAnExport(`不是完整的压缩包，无法打开：${error instanceof Error ? error.message : String(error)}`);
  }
}

async function unpacked(content: Buffer): Promise<BundleFiles> {
  const zip = await open(content);
  if (zip.entryCount > LIMITS.files) throw new NotAnExport('压缩包中的文件太多，不予打开');
  const files = new Map<string, Buffer>();
  let bytes = 0;
  for (const entry of await entriesOf(zip)) {
    const name = entry.fileName;
    if (!isPlainName(name)) throw new NotAnExport(`压缩包中的文件名 ${JSON.stringify(name)} 不予打开`);
    if (files.has(name)) throw new NotAnExport(`压缩包中有两个 ${name}`);
    if (entry.isEncrypted()) throw new NotAnExport('压缩包已加密，不予打开');
    bytes += entry.uncompressedSize;
    if (bytes > LIMITS.bytes) throw new NotAnExport('压缩包展开后太大，不予打开');
    // Held to the declared size while it is read.
    files.set(name, await buffer(await streamOf(zip, entry)));
  }
  return files;
}

function open(content: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(content, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(error);
    });
  });
}
