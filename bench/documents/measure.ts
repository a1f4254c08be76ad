import type { DocumentDefinition, Fields } from '../../activities/documents/definition.ts';
import { fieldSpecs, fillTemplate, printPdf, qr, type FieldSpec } from '../../activities/documents/engine/index.ts';
import { documentNamed } from '../../activities/documents/index.ts';
import { shippedTemplate } from '../../activities/documents/layout/pack.ts';
import { PAPER_RULES } from '../../workflows/kernel/papers.ts';

/** How long each of a stage's runs took, sorted. */
export interface Stage {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** What the documents took together and each stage of one. */
export interface Drawn {
  readonly count: number;
  readonly kinds: number;
  readonly pages: number;
  readonly wallMs: number;
  readonly fill: Stage;
  readonly print: Stage;
}

/** Documents in hand at once: one is filled while others are printed. */
const AT_ONCE = 3;
const SENTENCE = '可燃气体报警器未按规定检定，紧急切断阀不能远程关闭，违反《危险化学品企业安全管理规定》第十二条。';
/** Rows of each list; one document in twenty has 200. */
const ROWS = 5;
const LONG = { every: 20, rows: 200 };

/** Fills and prints `count` documents of all kinds in turn, each with every field that its template may use. */
export async function drawAll(count: number): Promise<Drawn> {
  const templates = await Promise.all(definitions().map(made));
  const queue = Array.from({ length: count }, (_, index) => index);
  const took = { fill: [] as number[], print: [] as number[] };
  const image = await qr('http://127.0.0.1:3000/public/documents/0000');
  let pages = 0;
  const draw = async (): Promise<void> => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      const one = templates[index % templates.length];
      if (one === undefined) return;
      const fields = filled(one.specs, index % LONG.every === 0 ? LONG.rows : ROWS);
      const docx = await timed(took.fill, () => fillTemplate(one.docx, fields, { qr: image, seal: image }));
      pages += (await timed(took.print, () => printPdf(docx))).pages;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, draw));
  const wallMs = performance.now() - started;
  return { count, kinds: templates.length, pages, wallMs, fill: stage(took.fill), print: stage(took.print) };
}

function definitions(): readonly DocumentDefinition[] {
  return Object.keys(PAPER_RULES).flatMap((name) => documentNamed(name) ?? []);
}

async function made(definition: DocumentDefinition) {
  return { specs: fieldSpecs(definition), docx: (await shippedTemplate(definition)).docx };
}

function filled(specs: readonly FieldSpec[], rows: number): Fields {
  return Object.fromEntries(
    specs
      .filter(({ kind }) => kind !== 'image')
      .map(({ name, kind, fields = [] }) => [
        name,
        kind === 'list' ? Array.from({ length: rows }, () => filled(fields, 1)) : SENTENCE,
      ]),
  );
}

async function timed<Answer>(took: number[], work: () => Promise<Answer>): Promise<Answer> {
  const started = performance.now();
  const answer = await work();
  took.push(performance.now() - started);
  return answer;
}

function stage(took: readonly number[]): Stage {
  const sorted = [...took].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}
