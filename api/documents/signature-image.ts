import sharp from 'sharp';
import { problem } from '../problems/problem.ts';
import { fileTypeOf } from '../uploads/file-types.ts';

/** What a pad gives for one name; our defaults. */
const BYTES_MAX = 200_000;
const SIDE_MAX = 2_000;
const DATA_URL = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/;

/** A data URL of the longest image, for the schema of the body. */
export const DATA_URL_MAX = 22 + Math.ceil(BYTES_MAX / 3) * 4;

/**
 * The signature in a data URL: a real PNG in which something is drawn, packed anew so that it holds a picture and nothing
 * else. The same image is packed to the same bytes. Throws 413, 415 or 422, which say what to do.
 */
export async function signatureIn(dataUrl: string): Promise<Buffer> {
  const content = Buffer.from(DATA_URL.exec(dataUrl)?.[1] ?? '', 'base64');
  if (fileTypeOf(content) !== 'image/png') throw problem('UnsupportedMediaType', '签名须为 PNG 图片。');
  if (content.length > BYTES_MAX) throw problem('TooLarge', '签名图片不能大于 200 KB。');
  const { width, height } = await sharp(content, { limitInputPixels: false }).metadata().catch(damaged);
  if (Math.max(width, height) > SIDE_MAX)
    throw problem('TooLarge', `签名图片的长宽不能超过 ${SIDE_MAX.toString()} 像素。`);
  const image = sharp(content, { limitInputPixels: SIDE_MAX * SIDE_MAX, failOn: 'error' });
  const packed = await image.png().toBuffer().catch(damaged);
  const { channels } = await sharp(packed).stats();
  if (channels.every(({ min, max }) => min === max)) throw problem('DamagedFile', '签名图片是空白的，请重新签名。');
  return packed;
}

function damaged(): never {
  throw problem('DamagedFile', '签名图片已损坏，无法打开，请重新签名。');
}
