import { TemplateFault } from './fault.ts';
import type { FieldSpec } from './field-spec.ts';
import { inThread } from './in-thread.ts';
import { unprintable } from './missing-glyphs.ts';
import { namesIn, tagFaults } from './tag-faults.ts';

/** What is wrong with a template, each in a Chinese sentence, and the fields that it names. */
export interface Checked {
  readonly faults: readonly string[];
  readonly fields: readonly string[];
}

/** Checks a template without filling it: the file, what it holds beside text, its tags, and the fields that they name. */
export async function checkTemplate(docx: Buffer, known: readonly FieldSpec[]): Promise<Checked> {
  try {
    const { inspected } = await inThread({ type: 'inspect', template: docx }, 'inspected');
    const dangers = [...inspected.dangers, ...boxesIn(inspected.letters)];
    if (dangers.length > 0) return { faults: dangers, fields: [] };
    if (inspected.faults.length > 0) return { faults: inspected.faults, fields: [] };
    return { faults: tagFaults(inspected.tags, known), fields: namesIn(inspected.tags, known) };
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    return { faults: [error.words], fields: [] };
  }
}

function boxesIn(letters: string): readonly string[] {
  const missing = unprintable(letters);
  return missing.length === 0 ? [] : [`字库中没有“${missing.join('、')}”，打印出来会是空框`];
}
