import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import sharp, { type Exif } from 'sharp';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { Problem } from '../../../api/problems/problem.ts';
import { checkedFile } from '../../../api/uploads/checked-file.ts';

const OWNER = 'phone-of-zhang-san';

function picture(format: 'jpeg' | 'png' | 'webp', exif?: Exif): Promise<Buffer> {
  const plain = sharp({ create: { width: 64, height: 32, channels: 3, background: '#c33' } });
  return (exif === undefined ? plain : plain.withExif(exif).withMetadata({ orientation: 6 }))
    .toFormat(format)
    .toBuffer();
}

/** 东经 107.3325°，北纬 30.3275°, as a phone writes it. */
const TAKEN = {
  IFD0: { Artist: OWNER, Model: 'X-100' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '30/1 19/1 3900/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '107/1 19/1 5700/100',
  },
};

async function zipOf(parts: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(content, name, { compress: content.length > 10 });
  zip.end();
  return await buffer(zip.outputStream.pipe(new PassThrough()));
}

const WORD = { 'word/document.xml': Buffer.from('<w/>') };

async function codeOf(content: Buffer): Promise<string> {
  const refused: unknown = await checkedFile(content).catch((error: unknown) => error);
  return refused instanceof Problem ? refused.code : 'taken';
}

describe('a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('as %s is kept without what it tells of its maker, but with its position', async (format) => {
    const content = await picture(format, TAKEN);
    expect(content.includes(OWNER)).toBe(true);
    const kept = await checkedFile(content);
    expect(kept).toMatchObject({ type: `image/${format}`, isStripped: true });
    expect(kept.content.includes(OWNER)).toBe(false);
    expect(kept.content.includes('X-100')).toBe(false);
    expect(kept.position).toEqual({ latitude: 30.3275, longitude: 107.3325 });
    expect((await checkedFile(kept.content)).position).toEqual(kept.position);
    // Turned upright, since what said so is gone.
    expect(await sharp(kept.content).metadata()).toMatchObject({ width: 32, height: 64 });
  }); // prettier-ignore

  it('knows south and west', async () => {
    const IFD3 = { ...TAKEN.IFD3, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' };
    const { position } = await checkedFile(await picture('jpeg', { ...TAKEN, IFD3 }));
    expect(position).toEqual({ latitude: -30.3275, longitude: -107.3325 });
  });

  it('without a position has none', async () => {
    const kept = await checkedFile(await picture('jpeg', { IFD0: { Artist: OWNER } }));
    expect(kept).toMatchObject({ position: null, isStripped: true });
    expect(kept.content.includes(OWNER)).toBe(false);
  });

  it.each(['jpeg', 'png', 'webp'] as const)('as %s that tells nothing is kept byte by byte', async (format) => {
    const content = await picture(format);
    expect(await checkedFile(content)).toEqual({ content, type: `image/${format}`, position: null, isStripped: false });
  });

  it('that is cut off or is none is refused', async () => {
    const content = await picture('jpeg');
    expect(await codeOf(content.subarray(0, content.length / 2))).toBe('DamagedFile');
    expect(await codeOf(Buffer.from('ffd8ffe000104a4649460001', 'hex'))).toBe('DamagedFile');
  });

  it.each([
    [20_000, 20_000],
    [8_000, 7_000],
    [40_000, 1],
  ])('of %i by %i pixels is refused before it is unpacked', async (width, height) => {
    // What a picture says of its size stands in its first part, with a check sum.
    const bomb = await picture('png');
    bomb.writeUInt32BE(width, 16);
    bomb.writeUInt32BE(height, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(await codeOf(bomb)).toBe('TooLarge');
  });
});

describe('a document', () => {
  it.each([
    ['word/document.xml', 'wordprocessingml.document'],
    ['xl/workbook.xml', 'spreadsheetml.sheet'],
    ['ppt/presentation.xml', 'presentationml.presentation'],
  ])('with %s is named by it', async (part, type) => {
    const kept = await checkedFile(await zipOf({ [part]: Buffer.from('<x/>') }));
    expect(kept.type).toBe(`application/vnd.openxmlformats-officedocument.${type}`);
  });

  it.each([
    ['an archive of anything', { 'a.txt': Buffer.from('a') }, 'UnsupportedMediaType'],
    ['one with a macro', { ...WORD, 'word/vbaProject.bin': Buffer.from('x') }, 'UnsupportedMediaType'],
    ['one that grows a thousandfold', { ...WORD, 'word/media/a.xml': Buffer.alloc(20_000_000) }, 'TooLarge'],
    ['one of very many parts', { ...WORD, ...many(2_001) }, 'TooLarge'],
  ])('is refused: %s', async (_what, parts, code) => {
    expect(await codeOf(await zipOf(parts))).toBe(code);
  });

  it('that is cut off is refused', async () => {
    const content = await zipOf(WORD);
    expect(await codeOf(content.subarray(0, content.length - 10))).toBe('DamagedFile');
  });
});

function many(n: number): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(Array.from({ length: n }, (_, i) => [`word/${i.toString()}.xml`, Buffer.from('x')]));
}
