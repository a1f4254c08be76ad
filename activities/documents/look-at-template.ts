import type { Db } from '../../db/client.ts';
import { documentFile } from '../../db/documents/files.ts';
import {
  endTemplateCheck,
  failTemplateCheck,
  templateCheck,
  type TemplateCheck,
  type TemplateFound,
} from '../../db/documents/template-checks.ts';
import type { Job } from '../../db/jobs.ts';
import type { DocumentDefinition, FieldSource, Fields } from './definition.ts';
import { checkTemplate, fieldSpecs, fillTemplate, NoChromium, printPdf, qr, TemplateFault } from './engine/index.ts';
import { documentNamed } from './index.ts';
import { LATE_FIELDS } from './late-fields.ts';

/** After so many attempts it is no passing fault, and whoever waits is told. */
const ATTEMPTS_MAX = 5;

/**
 * Carries out the job of a template that was handed in (`matterId` is its id): names everything that is wrong with it, or
 * prints it with the names of its fields in their places, and puts it in place unless that was a dry run. One that has
 * ended stays as it ended.
 */
export async function lookAtTemplate(db: Db, job: Pick<Job, 'matterId' | 'attempts'>): Promise<void> {
  const check = await templateCheck(db, job.matterId);
  if (check === null || check.status !== 'running') return;
  try {
    await endTemplateCheck(db, check, await foundIn(db, check));
  } catch (error) {
    if (error instanceof NoChromium) await failTemplateCheck(db, check.id, error.words);
    else if (job.attempts < ATTEMPTS_MAX) throw error;
    else await failTemplateCheck(db, check.id, '模板多次未能检查完成，请联系系统管理员。');
  }
}

async function foundIn(db: Db, { document, docxHash }: TemplateCheck): Promise<TemplateFound> {
  const definition = documentNamed(document);
  const file = await documentFile(db, docxHash);
  if (definition === null || file === null) throw new Error(`no ${document}, or no file ${docxHash}`);
  const known = { required: definition.required, others: [...definition.others, ...LATE_FIELDS] };
  const { faults, fields } = await checkTemplate(file.content, fieldSpecs(known));
  if (faults.length > 0) return { faults, fields, preview: null };
  try {
    const filled = await fillTemplate(file.content, sampleOf(definition), { qr: await qr('预览') });
    return { faults, fields, preview: (await printPdf(filled)).pdf };
  } catch (error) {
    // It may loop, or grow beyond all measure, only when it is filled or laid out.
    if (error instanceof TemplateFault) return { faults: [error.words], fields, preview: null };
    throw error;
  }
}

/** So many rows a list has in a preview, to show that they follow each other. */
const ROWS = 2;

/** Every field with its label for a value. */
function sampleOf({ required, others }: Pick<DocumentDefinition, 'required' | 'others'>): Fields {
  return sampleAt(
    [...required, ...others, ...LATE_FIELDS].map(({ field, label }) => ({ path: field.split('.'), label })),
  );
}

interface Placed extends Pick<FieldSource, 'label'> {
  readonly path: readonly string[];
}

function sampleAt(all: readonly Placed[]): Fields {
  const names = [...new Set(all.map(({ path }) => path[0] ?? ''))];
  return Object.fromEntries(
    names.map((name) => {
      const under = all.filter(({ path }) => path[0] === name);
      const rows = under.filter(({ path }) => path.length > 1).map((one) => ({ ...one, path: one.path.slice(1) }));
      const text = `〔${under[0]?.label ?? name}〕`;
      return [name, rows.length === 0 ? text : Array.from({ length: ROWS }, () => sampleAt(rows))];
    }),
  );
}
