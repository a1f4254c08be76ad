/** The types of evidence that are taken, each by the bytes that its files begin with; what the sender says is not believed. */
const SIGNATURES: readonly (readonly [type: string, offset: number, bytes: string])[] = [
  ['image/jpeg', 0, 'ffd8ff'],
  ['image/png', 0, '89504e470d0a1a0a'],
  ['image/webp', 8, '57454250'],
  ['application/pdf', 0, '255044462d'],
  ['video/mp4', 4, '66747970'],
  ['audio/wav', 8, '57415645'],
  ['application/vnd.openxmlformats-officedocument', 0, '504b0304'],
];

/** The type of a file by its content; null for a type that is not taken. Plain text must be UTF-8 without control bytes. */
export function fileTypeOf(content: Buffer): string | null {
  for (const [type, offset, bytes] of SIGNATURES)
    if (content.subarray(offset, offset + bytes.length / 2).toString('hex') === bytes) return type;
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
