import sharp from 'sharp';
import type { Db } from '../../../db/client.ts';
import { evidenceContent } from '../../../db/evidence.ts';

/** A picture of the evidence, small enough to print. Sizes are in CSS pixels of the page. */
export interface Photo {
  /** Its number in the list of evidence. */
  readonly n: string;
  readonly name: string;
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

/** As wide as the text, and so high that two stand on a page; printed at twice as many points. */
const BOX = { width: 560, height: 360 };
const DENSITY = 2;

/** The files of the list that are pictures, reduced. One that cannot be read stays in the list alone. */
export async function photosOf(
  db: Db,
  evidence: readonly { readonly n: string; readonly name: string; readonly hash: string }[],
): Promise<readonly Photo[]> {
  const photos: Photo[] = [];
  for (const { n, name, hash } of evidence) {
    const file = await evidenceContent(db, `sha256:${hash}`);
    const photo = file?.type.startsWith('image/') === true ? await reduced(file.content) : null;
    if (photo !== null) photos.push({ n, name, ...photo });
  }
  return photos;
}

async function reduced(content: Buffer): Promise<Omit<Photo, 'n' | 'name'> | null> {
  try {
    const { data, info } = await sharp(content)
      .rotate()
      .resize(BOX.width * DENSITY, BOX.height * DENSITY, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 70 })
      .toBuffer({ resolveWithObject: true });
    const scale = Math.min(1, BOX.width / info.width, BOX.height / info.height);
    return { jpeg: data, width: Math.round(info.width * scale), height: Math.round(info.height * scale) };
  } catch {
    return null;
  }
}
