import { problem } from '../problems/problem.ts';
import { fileTypeOf, PACKED } from './file-types.ts';
import { documentTypeOf } from './packed.ts';
import { photoOf, type Position } from './photo.ts';

/** A file as it is kept: what it is by its content, and where a photo was taken. */
export interface CheckedFile {
  readonly content: Buffer;
  readonly type: string;
  readonly position: Position | null;
  /** It told more than it should, and was packed anew without that. */
  readonly isStripped: boolean;
}

/**
 * A handed-in file, looked into: of a type that is taken, no bomb, and a photo without what it tells of its maker but for
 * its position. Throws 413, 415 or 422, which say what to do.
 */
export async function checkedFile(content: Buffer): Promise<CheckedFile> {
  const type = fileTypeOf(content);
  if (type === null)
    throw problem('UnsupportedMediaType', '只接受照片（JPEG、PNG、WebP）、PDF、MP4、WAV、Office 文档和纯文本。');
  if (type.startsWith('image/')) return { ...(await photoOf(content)), type };
  const plain = { content, position: null, isStripped: false };
  return { ...plain, type: type === PACKED ? await documentTypeOf(content) : type };
}
