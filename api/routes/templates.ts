import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentId } from '../../db/chain.ts';
import { documentFile, FILE_TYPES } from '../../db/documents/files.ts';
import { orderTemplateCheck, templateCheck, type TemplateCheck } from '../../db/documents/template-checks.ts';
import { removeTemplate, templateInForce } from '../../db/documents/templates.ts';
import { PAPER_WORDS } from '../../workflows/kernel/paper-words.ts';
import type { PersonId } from '../../workflows/kernel/terms.ts';
import { booleanOf, queryOf } from '../access/query.ts';
import { readable } from '../access/registers.ts';
import { idempotencyKey, isAsync, orderIdOf } from '../commands/identity.ts';
import type { Api } from '../context.ts';
import { asAttachment } from '../documents/file-name.ts';
import { signedIn } from '../plugins/sessions.ts';
import { UPLOAD_MS, uploadedFile } from '../plugins/uploads.ts';
import { problem } from '../problems/problem.ts';
import { checkedFile } from '../uploads/checked-file.ts';
import { lookFor } from './poll.ts';

interface ByName {
  readonly Params: { readonly name: string };
}

interface ByCheck {
  readonly Params: { readonly name: string; readonly id: string };
}

const ONE = '/v1/registers/templates/:name';
/** A caller waits so long for the end, then asks again at its address; with `Prefer: respond-async` at once. */
const LOOKING = { forMs: 58_000, everyMs: 250 };
/** A template with a letterhead as a picture stays far below; our default. */
const BYTES_MAX = 2 * 1024 * 1024;

/**
 * The templates of documents: their files, handing in one's own, and going back to the shipped one. The list and each
 * entry with its versions are the register's. A job looks at what is handed in, since it is filled and printed.
 */
export function templateRoutes(app: FastifyInstance, api: Api): void {
  const { db } = api;

  app.get<ByName>(`${ONE}/file`, async (request, reply) => {
    readable('templates', signedIn(request).actor);
    const { name } = request.params;
    const { docxHash } = await standing(api, name);
    return await sendFile(api, reply, docxHash, `${name}.docx`, `${wordsOf(name)}模板.docx`);
  });

  app.post<ByName>(ONE, { handlerTimeout: UPLOAD_MS + LOOKING.forMs }, async (request, reply) => {
    const check = await ordered(api, request);
    const looking = { ...LOOKING, forMs: isAsync(request.headers.prefer) ? 0 : LOOKING.forMs, closing: api.closing };
    const ended = await lookFor(
      () => found(api, check, request.params.name),
      ({ status }) => status !== 'running',
      looking,
    );
    if (ended.status !== 'running') return reply.code(200).send(shown(ended));
    return reply.code(202).header('location', addressOf(ended)).send(shown(ended));
  });

  app.delete<ByName>(ONE, async (request, reply) => {
    const { actor } = signedIn(request);
    const { name } = request.params;
    await standing(api, name);
    if (!(await removeTemplate(db, name, { by: actor.person, at: request.receivedAt })))
      throw problem('NothingToChange', '现用的就是随附模板，没有本县自己的模板可以停用。');
    return reply.code(204).send();
  });

  app.get<ByCheck>(`${ONE}/checks/:id`, async (request) =>
    shown(await found(api, request.params.id, request.params.name)),
  );

  app.get<ByCheck>(`${ONE}/previews/:id`, async (request, reply) => {
    const { name, id } = request.params;
    const { previewHash } = await found(api, id, name);
    if (previewHash === null) throw problem('NotFound', '模板尚未检查完成，或有问题，没有预览。');
    return await sendFile(api, reply, previewHash, `${id}.pdf`, `${wordsOf(name)}预览.pdf`);
  });
}

/** Keeps what was handed in and orders the look at it; answers its id. */
async function ordered({ db }: Api, request: FastifyRequest<ByName>): Promise<string> {
  const { actor } = signedIn(request);
  const { name } = request.params;
  const dryRun = booleanOf(queryOf(request, ['dryRun']), 'dryRun') ?? false;
  await standing({ db }, name);
  const content = await uploadedFile(request, async (file) => await templateIn(file.content));
  const id = idOf(request, actor.person);
  await orderTemplateCheck(db, { id, document: name, by: actor.person, at: request.receivedAt, dryRun }, content);
  const check = await templateCheck(db, id);
  if (check?.docxHash !== contentId(content) || check.dryRun !== dryRun || check.document !== name)
    throw problem('KeyUsedForOther', '这个幂等键已经用于另一份模板，请换一个键再提交。');
  return id;
}

async function templateIn(content: Buffer): Promise<Buffer> {
  if (content.length > BYTES_MAX) throw problem('TooLarge', '模板不能大于 2 MB，请压缩其中的图片。');
  const { type } = await checkedFile(content);
  if (type !== FILE_TYPES.docx) throw problem('UnsupportedMediaType', '模板须为 Word 文档（.docx）。');
  return content;
}

/** With a key the same upload is the same look; without one each is its own. */
function idOf(request: FastifyRequest, person: PersonId): string {
  const header = request.headers['idempotency-key'];
  return orderIdOf('tpl', 'template', person, header === undefined ? randomUUID() : idempotencyKey(header));
}

async function standing({ db }: Pick<Api, 'db'>, name: string) {
  const template = await templateInForce(db, name);
  if (template === null) throw problem('NotFound', '没有这种文书的模板。');
  return template;
}

async function found({ db }: Pick<Api, 'db'>, id: string, name: string): Promise<TemplateCheck> {
  const check = await templateCheck(db, id);
  if (check?.document !== name) throw problem('NotFound', '没有这次模板检查。');
  return check;
}

function addressOf({ document, id }: TemplateCheck, part = 'checks'): string {
  return `/v1/registers/templates/${document}/${part}/${id}`;
}

function shown({ docxHash, previewHash, ...check }: TemplateCheck): object {
  const preview = previewHash === null ? null : addressOf({ docxHash, previewHash, ...check }, 'previews');
  const stands = check.status === 'done' && check.faults.length === 0 && !check.dryRun;
  return { ...check, docx: docxHash, preview, stands };
}

function wordsOf(name: string): string {
  return (PAPER_WORDS as Readonly<Record<string, string>>)[name] ?? name;
}

async function sendFile(
  { db }: Api,
  reply: FastifyReply,
  hash: string,
  plain: string,
  name: string,
): Promise<FastifyReply> {
  const file = await documentFile(db, hash);
  if (file === null) throw new Error(`no file ${hash}`);
  return reply.type(file.type).header('content-disposition', asAttachment(plain, name)).send(file.content);
}
