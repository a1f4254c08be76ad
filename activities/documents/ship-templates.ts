import type { Db } from '../../db/client.ts';
import { keepShipped, type ShippedTemplate } from '../../db/documents/templates.ts';
import { DOCUMENTS } from '../../workflows/kernel/papers.ts';
import type { DocumentDefinition } from './definition.ts';
import { documentNamed } from './index.ts';
import { LATE_FIELDS } from './late-fields.ts';
import { shippedTemplate } from './layout/pack.ts';

/**
 * Puts down the templates that this release brings, with the fields that each may hold: documents are drawn by them, and
 * counties edit copies of them. Done by every worker that starts; repeated, it changes nothing.
 */
export async function shipTemplates(db: Db): Promise<void> {
  const shipped: ShippedTemplate[] = [];
  for (const name of DOCUMENTS) {
    const definition = documentNamed(name);
    if (definition !== null) shipped.push(await shippedOf(definition));
  }
  await keepShipped(db, shipped);
}

async function shippedOf(definition: DocumentDefinition): Promise<ShippedTemplate> {
  const { name, title, required, others } = definition;
  const { docx } = await shippedTemplate(definition);
  const must = required.map((field) => ({ ...field, required: true }));
  const may = [...others, ...LATE_FIELDS].map((field) => ({ ...field, required: false }));
  return { document: name, title, content: docx, fields: [...must, ...may] };
}
