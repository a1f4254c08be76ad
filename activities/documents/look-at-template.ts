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
import type { DocumentDefinition, Fields } from './definition.ts';
import {
  checkTemplate,
  fieldSpecs,
  fillTemplate,
  NoChromium,
  printPdf,
  qr,
  seenWords,
  TemplateFault,
} from './engine/index.ts';
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
    const unseen = await unseenIn(file.content, definition);
    if (unseen.length > 0) return { faults: unseen, fields, preview: null };
    const filled = await fillTemplate(file.content, sampleOf(definition), { qr: await qr('预览') });
    return { faults, fields, preview: (await printPdf(filled)).pdf };
  } catch (error) {
    // It may loop, or grow beyond all measure, only when it is filled or laid out.
    if (error instanceof TemplateFault) return { faults: [error.words], fields, preview: null };
    throw error;
  }
}

/**
 * Fills in only what every such paper has, each field with a mark of its own, and names those that a reader does not see
 * then: white, tiny or hidden, or within a condition that need not hold.
 */
export async function unseenIn(template: Buffer, { required, others }: Asked): Promise<readonly string[]> {
  const sample = sampleAt([
    ...required.map(({ field }) => ({ path: field.split('.'), text: markOf(field) })),
    ...[...others, ...LATE_FIELDS].map(({ field }) => ({ path: field.split('.'), text: '' })),
  ]);
  const seen = await seenWords(await fillTemplate(template, sample, { qr: await qr('预览') }));
  const isList = (list: string): boolean => required.some(({ field }) => field.startsWith(`${list}.`));
  return required
    .filter(
      ({ field }) =>
        !isList(field) && !required.some((one) => isSame(one.field, field) && seen.includes(markOf(one.field))),
    )
    .map(({ field, label }) => `必备字段“${field}”（${label}）填写后看不见：${UNSEEN}`);
}

/** Within a list a row's own field stands for what is called so around it: 整改期限 of each item for that of all. */
function isSame(one: string, field: string): boolean {
  return one === field || one.endsWith(`.${field}`);
}

type Asked = Pick<DocumentDefinition, 'required' | 'others'>;

const UNSEEN = '不能用白色、接近底色或者4磅及以下的字，不能隐藏或者移到页面以外，也不能放在不一定成立的条件中。';

function markOf(field: string): string {
  return `〔${field}〕`;
}

/** So many rows a list has in a preview, to show that they follow each other. */
const ROWS = 2;

/** Every field with its label for a value. */
function sampleOf({ required, others }: Asked): Fields {
  return sampleAt(
    [...required, ...others, ...LATE_FIELDS].map(({ field, label }) => ({
      path: field.split('.'),
      text: `〔${label}〕`,
    })),
  );
}

interface Placed {
  readonly path: readonly string[];
  readonly text: string;
}

/** A list of whose rows nothing is said has none. */
function sampleAt(all: readonly Placed[]): Fields {
  const names = [...new Set(all.map(({ path }) => path[0] ?? ''))];
  return Object.fromEntries(
    names.map((name): [string, Fields[string]] => {
      const under = all.filter(({ path }) => path[0] === name);
      const rows = under.filter(({ path }) => path.length > 1).map((one) => ({ ...one, path: one.path.slice(1) }));
      if (rows.length === 0) return [name, under[0]?.text ?? ''];
      const length = rows.some(({ text }) => text !== '') ? ROWS : 0;
      return [name, Array.from({ length }, () => sampleAt(rows))];
    }),
  );
}
