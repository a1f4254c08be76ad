import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentDefinition, Fields } from '../../../activities/documents/definition.ts';
import { checkTemplate, closeBrowser, fieldSpecs } from '../../../activities/documents/engine/index.ts';
import { shippedTemplate } from '../../../activities/documents/layout/pack.ts';
import { connect, type Db } from '../../../db/client.ts';
import { PAPER_RULES } from '../../../workflows/kernel/papers.ts';
import { textOf } from '../../support/pdf-text.ts';
import { freshDatabase } from '../../support/system.ts';
import { definitionOf, drawAll, lastPdf, prepare } from './drawn-story.ts';
import { CASES } from './working-stories.ts';

/** As a reader of the page finds it: without blanks and the numbers of pages. */
function plain(words: string): string {
  return words.replace(/\s/g, '').replace(/—\d+—/g, '');
}

/** The values of a field, of a list's rows all of them. */
function valuesOf(fields: Fields, path: string): readonly string[] {
  const [name = '', rest] = path.split('.');
  const value = fields[name];
  if (value === undefined || typeof value === 'string') return [value ?? ''];
  return rest === undefined ? [] : value.flatMap((row) => valuesOf(row, rest));
}

/** Every name in fields, of rows under their list. */
function namesIn(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' ? [name] : [name, ...value.flatMap((row) => namesIn(row).map((one) => `${name}.${one}`))],
  );
}

function knownTo({ required, others }: DocumentDefinition): readonly string[] {
  return [...required, ...others].map(({ field }) => field);
}

describe('a document of the working set', () => {
  let db: Db;
  beforeEach(async () => {
    db = connect(await freshDatabase());
    await prepare(db);
    return () => db.end();
  });
  afterAll(closeBrowser);

  it.each(CASES)('$document of $of says on paper all that it must', async ({ document, story, says }) => {
    const definition = definitionOf(document);
    const drawn = await drawAll(db, story());
    const paper = drawn.findLast((one) => one.document === document);
    expect(paper?.failure ?? null).toBeNull();
    const fields = paper?.content?.fields as Fields;
    const text = plain(await textOf(await lastPdf(db, paper?.id ?? '')));
    for (const { field, label } of definition.required) {
      const values = valuesOf(fields, field);
      expect(values, `${label} has a value`).not.toContain('');
      for (const value of values) expect(text, label).toContain(plain(value));
    }
    for (const [field, words] of Object.entries(says)) {
      expect(knownTo(definition)).toContain(field);
      expect(text, field).toContain(plain(words));
    }
    expect(text).toContain(definition.title.replace('（强制措施）', ''));
    expect([...new Set(namesIn(fields))].filter((name) => !knownTo(definition).includes(name))).toEqual([]);
  });

  it('is drawn by a shipped template whose tags are all known and whose mandatory fields all stand in it', async () => {
    for (const name of new Set(CASES.map(({ document }) => document))) {
      const definition = definitionOf(name);
      const { docx } = await shippedTemplate(definition);
      expect(await checkTemplate(docx, fieldSpecs(definition)), name).toMatchObject({ faults: [] });
      expect(definition.word === null, name).toBe(!PAPER_RULES[name].numbered);
      expect(definition.officers !== undefined, name).toBe(PAPER_RULES[name].mode === 'officers');
    }
  });

  it('comes with the same template bytes every time', async () => {
    const definition = definitionOf('rectifyOrder');
    const [first, again] = [await shippedTemplate(definition), await shippedTemplate(definition)];
    expect(again.docx.equals(first.docx)).toBe(true);
    expect(first.name).toMatch(/^shipped:[0-9a-f]{64}$/);
  });
});
