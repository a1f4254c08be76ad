import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.ts';

/** The largest file that is taken, in bytes. */
const FILE_MAX_BYTES = 20 * 1024 * 1024;

/** One uploaded file, whole. */
export interface UploadedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Takes multipart forms of one file and a few small fields; more or larger is 413. */
export async function uploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: true,
    limits: { fileSize: FILE_MAX_BYTES, files: 1, fields: 10, fieldSize: 10_000, parts: 11 },
  });
}

/** The file in the field `file`. Throws 415 when the request is no form, 400 when the field is missing. */
export async function uploadedFile(request: FastifyRequest): Promise<UploadedFile> {
  if (!request.isMultipart())
    throw problem('UnsupportedMediaType', '请以 multipart/form-data 上传文件，字段名为 file。');
  const part = await request.file();
  if (part === undefined) throw missing();
  const content = await part.toBuffer();
  if (part.fieldname !== 'file') throw missing();
  return { name: part.filename.slice(-200), content };
}

function missing(): Error {
  const detail = '缺少文件字段 file';
  return problem('InvalidBody', `${detail}。`, { errors: [{ pointer: '/file', code: 'required', detail }] });
}
