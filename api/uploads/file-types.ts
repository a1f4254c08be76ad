/** What every Office document is packed in; which of them it is, its parts tell. */
export const PACKED = 'application/zip';

/** A type that is taken, told by bytes at certain places; what the sender says is not believed. */
type Signature = readonly [type: string, ...marks: (readonly [offset: number, bytes: string])[]];

const SIGNATURES: readonly Signature[] = [
  ['image/jpeg', [0, 'ffd8ff']],
  ['image/png', [0, '89504e470d0a1a0a']],
  ['image/webp', [0, '52494646'], [8, '57454250']],
  ['application/pdf', [0, '255044462d']],
  ['video/mp4', [4, '66747970']],
  ['audio/wav', [0, '52494646'], [8, '57415645']],
  [PACKED, [0, '504b0304']],
];

/** The type of a file by its first bytes; null for a type that is not taken. Plain text must be UTF-8 without control bytes. */
export function fileTypeOf(content: Buffer): string | null {
  const found = SIGNATURES.find(([, ...marks]) =>
    marks.every(([offset, bytes]) => content.subarray(offset, offset + bytes.length / 2).toString('hex') === bytes),
  );
  if (found !== undefined) return found[0];
  return isPlainText(content) ? 'text/plain; charset=utf-8' : null;
}

function isPlainText(content: Buffer): boolean {
  if (content.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return !/(?![\t\n\r])\p{Cc}/u.test(text);
  } catch {
    return false;
  }
}
