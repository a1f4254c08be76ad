import readExif from 'exif-reader';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { problem } from '../problems/problem.ts';

/** Where a photo was taken, in degrees (WGS 84, as cameras write it). */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** A photo as it is kept: `isStripped` when it carried more than its picture and position. */
export interface Photo {
  readonly content: Buffer;
  readonly position: Position | null;
  readonly isStripped: boolean;
}

/** What a photo may take unpacked: 50 million pixels of three bytes, a phone's full size. To turn it takes twice that. Our default. */
const UNPACKED_MAX_BYTES = 150_000_000;
/** A long side beyond this is no photo, and costs by its length. Our default. */
const SIDE_MAX = 30_000;
/** So that officers still read a nameplate on what was packed anew. */
const QUALITY = 92;

sharp.concurrency(1);
sharp.cache(false);

/**
 * A photo without what it tells of its maker (device, owner, thumbnails, comments), turned upright, and with its position,
 * which is evidence and kept on purpose. One that carries nothing else is kept byte by byte. Throws 422 for what does not
 * decode, 413 for what is too large unpacked.
 */
export async function photoOf(content: Buffer): Promise<Photo> {
  const about = await sharp(content, { limitInputPixels: false }).metadata().catch(damaged);
  const { width, height } = about;
  if (unpackedBytes(about) > UNPACKED_MAX_BYTES || Math.max(width, height) > SIDE_MAX)
    throw problem('TooLarge', '图片像素过多，请缩小后再上传。');
  return await oneAtATime(() => repacked(content, about));
}

let last: Promise<unknown> = Promise.resolve();

/** Unpacked pictures are large: those that came in between wait. */
function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

function unpackedBytes({ width, height, channels, depth, pages = 1 }: Metadata): number {
  return width * height * pages * channels * (depth === 'uchar' ? 1 : 2);
}

async function repacked(content: Buffer, about: Metadata): Promise<Photo> {
  const position = positionIn(about);
  const image = sharp(content, { limitInputPixels: UNPACKED_MAX_BYTES, failOn: 'error' });
  if (!tells(about)) {
    await image.resize(8, 8, { fit: 'fill' }).toBuffer().catch(damaged);
    return { content, position: null, isStripped: false };
  }
  const upright = image.autoOrient();
  const placed = position === null ? upright : upright.withExif({ IFD3: exifOf(position) });
  const packed = await asBefore(placed, about).toBuffer().catch(damaged);
  return { content: packed, position, isStripped: true };
}

function damaged(): never {
  throw problem('DamagedFile', '图片已损坏，无法打开，请重新拍摄或导出后再上传。');
}

/** Whether there is more in it than a picture. */
function tells({ exif, xmp, iptc, comments, orientation }: Metadata): boolean {
  return (
    [exif, xmp, iptc].some((part) => part !== undefined) || (comments?.length ?? 0) > 0 || (orientation ?? 1) !== 1
  );
}

function asBefore(image: Sharp, { format }: Metadata): Sharp {
  if (format === 'png') return image.png();
  return format === 'webp' ? image.webp({ quality: QUALITY }) : image.jpeg({ quality: QUALITY });
}

/** What a camera wrote that no reader understands is no position. */
function positionIn({ exif }: Metadata): Position | null {
  if (exif === undefined) return null;
  try {
    const { GPSLatitude, GPSLatitudeRef, GPSLongitude, GPSLongitudeRef } = readExif(exif).GPSInfo ?? {};
    const latitude = degrees(GPSLatitude, GPSLatitudeRef === 'S');
    const longitude = degrees(GPSLongitude, GPSLongitudeRef === 'W');
    const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
    return isOnEarth ? { latitude, longitude } : null;
  } catch {
    return null;
  }
}

/** From degrees, minutes and seconds; not a number where one is missing. To about ten centimetres. */
function degrees(parts: readonly number[] | undefined, isNegative: boolean): number {
  const [whole = Number.NaN, minutes = Number.NaN, seconds = 0] = parts ?? [];
  const value = Math.round((whole + minutes / 60 + seconds / 3_600) * 1e6) / 1e6;
  return isNegative ? -value : value;
}

function exifOf({ latitude, longitude }: Position) {
  return {
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLatitude: rational(latitude),
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
    GPSLongitude: rational(longitude),
  };
}

function rational(value: number): string {
  const seconds = Math.round(Math.abs(value) * 3_600 * 10_000);
  const [whole, rest] = [Math.floor(seconds / 36_000_000), seconds % 36_000_000];
  return `${whole.toString()}/1 ${Math.floor(rest / 600_000).toString()}/1 ${(rest % 600_000).toString()}/10000`;
}
