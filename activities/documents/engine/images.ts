import { TemplateFault } from './fault.ts';

/** PNG pictures by the name of their tag: `{@qr}`, `{@seal}`, signatures; `tag.1` stands beside `tag`. */
export interface Images {
  readonly [name: string]: Buffer;
}

/** A picture as it goes into a .docx. */
export interface Placed {
  readonly name: string;
  readonly png: Buffer;
  /** Relationship of the main part that names the picture. */
  readonly relation: string;
  readonly id: number;
}

/** Widest and highest in millimetres. A seal of a county department measures 42 mm across, of its government too. */
const BOXES: Readonly<Record<string, readonly [number, number]>> = { qr: [20, 20], seal: [42, 42] };
/** Signatures stand on one line, each as high as two of its lines. */
const LINE: readonly [number, number] = [130, 16];
/** Two officers share it. */
const HALF: readonly [number, number] = [65, 16];
const EMU_PER_MM = 36_000;
const PICTURE = 'http://schemas.openxmlformats.org/drawingml/2006/picture';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const IMAGE_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';

/** Names every picture's relationship. Throws `TemplateFault` for what is no PNG. */
export function placed(images: Images): readonly Placed[] {
  return Object.entries(images).map(([name, png], index) => {
    if (png.length < 24 || png.readUInt32BE(0) !== 0x89504e47)
      throw new TemplateFault('Unreadable', `图片“${name}”不是 PNG 格式。`);
    return { name, png, relation: `rIdPaper${(index + 1).toString()}`, id: 9_001 + index };
  });
}

/** One run that shows the picture within its box, its sides in proportion. */
export function drawingRun({ name, png, relation, id }: Placed): string {
  const [boxWidth, boxHeight] = BOXES[name] ?? (name.startsWith('officerSignatures') ? HALF : LINE);
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const mmPerPixel = Math.min(boxWidth / width, boxHeight / height);
  const [cx, cy] = [width, height].map((pixels) => Math.round(pixels * mmPerPixel * EMU_PER_MM).toString());
  const named = `id="${id.toString()}" name="${name}"`;
  return (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ' +
    `distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx ?? ''}" cy="${cy ?? ''}"/><wp:docPr ${named}/>` +
    `<a:graphic xmlns:a="${DRAWING}"><a:graphicData uri="${PICTURE}"><pic:pic xmlns:pic="${PICTURE}">` +
    `<pic:nvPicPr><pic:cNvPr ${named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>` +
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
    `r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>` +
    `<a:ext cx="${cx ?? ''}" cy="${cy ?? ''}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  );
}

/** The part that holds the picture. */
export function mediaPart({ name }: Placed): string {
  return `word/media/paper-${name}.png`;
}

/** The main part's relationships with those of the pictures added. */
export function withRelations(rels: string | null, all: readonly Placed[]): string {
  const added = all.map(
    (one) =>
      `<Relationship Id="${one.relation}" Type="${IMAGE_RELATION}" Target="${mediaPart(one).slice('word/'.length)}"/>`,
  );
  const empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const opened = (rels ?? empty).replace(/(<Relationships\b[^>]*)\/>/, '$1></Relationships>');
  return opened.replace('</Relationships>', `${added.join('')}</Relationships>`);
}

/** The content types with PNG among them. */
export function withPng(types: string): string {
  if (/<Default\b[^>]*Extension="png"/i.test(types)) return types;
  return types.replace(/<Types\b[^>]*>/, '$&<Default Extension="png" ContentType="image/png"/>');
}
