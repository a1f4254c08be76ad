import { join } from 'node:path';
import sharp from 'sharp';

/** What README shows: a page at a width, cut to a height. */
const SHOWN = [
  { name: 'hazard', page: 'hazard-1440', width: 1440, height: 1440 },
  { name: 'chain', page: 'chain-1440', width: 1440, height: 1300 },
  { name: 'year', page: 'year-1440', width: 1440, height: 1440 },
  { name: 'phone', page: 'rectify-360', width: 360, height: 760 },
] as const;

const FOLDER = 'docs/images';

/** Cuts the pictures of README from those of all pages in a folder; small files of few colours. */
export async function readmePictures(from: string): Promise<void> {
  for (const { name, page, width, height } of SHOWN)
    await sharp(join(from, `${page}.png`))
      .extract({ left: 0, top: 0, width, height })
      .resize({ width: Math.min(width, 1080) })
      .png({ palette: true, colours: 64, compressionLevel: 9 })
      .toFile(join(FOLDER, `${name}.png`));
}
