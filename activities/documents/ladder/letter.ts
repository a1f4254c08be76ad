import type { Paragraph } from 'docx';
import type { DocumentDefinition } from '../definition.ts';
import { letterHead } from '../layout/blocks.ts';
import { paper } from '../layout/page.ts';
import { line } from '../layout/text.ts';
import { rungFields, rungSources } from './fields.ts';

/** A letter of the ladder: all have the same fields, each its own words. */
export function rungLetter(
  about: Pick<DocumentDefinition, 'name' | 'title' | 'word'> & {
    readonly heading: string;
    readonly to?: string;
    /** Mandatory fields that this letter has no place for. */ readonly left?: readonly string[];
  },
  blocks: () => readonly (Paragraph | readonly Paragraph[])[],
): DocumentDefinition {
  const { name, title, word, heading, to = '{addressees}：', left = [] } = about;
  const template = () => paper(letterHead(heading), line(to), ...blocks());
  return { name, title, word, fields: rungFields, ...rungSources(left), template };
}
