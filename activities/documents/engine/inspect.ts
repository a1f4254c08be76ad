import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { wordsOf } from './broken.ts';
import { dangersIn } from './dangers.ts';
import { docxParts, MAIN_PART, textOf, type Parts } from './docx-parts.ts';
import { plainNames } from './plain-names.ts';

/** A tag as it stands in a template. */
export interface Tag {
  readonly name: string;
  readonly kind: 'text' | 'image' | 'loop';
  /** Of a loop. */
  readonly inner: readonly Tag[];
}

/** What a template asks for, and what is wrong with it. */
export interface Inspected {
  /** What makes it unfit whatever its tags say; where there is any, nothing else was looked at. */
  readonly dangers: readonly string[];
  /** Every character of its text, once. */
  readonly letters: string;
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
 * Reads a template without filling it: what it holds beside text, its letters and its tags. Runs in the thread that may be
 * killed, because a file can be made so that reading it takes for ever.
 * @throws TemplateFault for what is no .docx
 */
export async function inspect(template: Buffer): Promise<Inspected> {
  const parts = await docxParts(template);
  const dangers = dangersIn(parts);
  if (dangers.length > 0) return { dangers, letters: '', tags: [], faults: [] };
  const letters = [...new Set(textOf(parts.get(MAIN_PART)?.toString('utf8') ?? ''))].join('');
  return { dangers, letters, ...tagsIn(parts) };
}

function tagsIn(parts: Parts): Pick<Inspected, 'tags' | 'faults'> {
  const zip = new PizZip();
  for (const [name, bytes] of parts) zip.file(name, bytes);
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
