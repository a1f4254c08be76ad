import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { wordsOf } from './broken.ts';
import { docxParts, MAIN_PART } from './docx-parts.ts';
import { plainNames } from './plain-names.ts';

/** A tag as it stands in a template. */
export interface Tag {
  readonly name: string;
  readonly kind: 'text' | 'image' | 'loop';
  /** Of a loop. */
  readonly inner: readonly Tag[];
}

/** What a template asks for, and what is wrong with how it asks. */
export interface Inspected {
  readonly tags: readonly Tag[];
  readonly faults: readonly string[];
}

interface Part {
  readonly type: string;
  readonly value: string;
  readonly module?: string;
  readonly subparsed?: readonly Part[];
}

/**
 * Reads the tags of a template without filling it; runs in the thread that may be killed.
 * @throws TemplateFault for what is no .docx
 */
export async function inspect(template: Buffer): Promise<Inspected> {
  const zip = new PizZip();
  for (const [name, bytes] of await docxParts(template)) zip.file(name, bytes);
  try {
    const document = new Docxtemplater(zip, { paragraphLoop: true, errorLogging: false, parser: plainNames() });
    const { compiled } = document as unknown as { compiled: Readonly<Record<string, { postparsed: readonly Part[] }>> };
    return { tags: tagsOf(compiled[MAIN_PART]?.postparsed ?? []), faults: [] };
  } catch (error) {
    return { tags: [], faults: wordsOf(error) };
  }
}

function tagsOf(parts: readonly Part[]): readonly Tag[] {
  return parts
    .filter(({ type }) => type === 'placeholder')
    .map(({ value, module, subparsed }) => ({
      name: value.trim(),
      kind: module === 'rawxml' ? 'image' : module === 'loop' ? 'loop' : 'text',
      inner: tagsOf(subparsed ?? []),
    }));
}
