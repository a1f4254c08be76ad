import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseUnstorable } from '../bodies/text.ts';
import { problem } from '../problems/problem.ts';
import { placesOf, type Places } from './places.ts';
import { signedIn } from './sessions.ts';

/** The largest file that is taken, in bytes. */
const FILE_MAX_BYTES = 20 * 1024 * 1024;
/**
 * So many files are in memory at once, and of one person. Our defaults: a file takes twice its size while it is put
 * together, so 480 MB at most. A proxy that gathers bodies first holds a place for moments only.
 */
const AT_ONCE = { all: 12, ofOne: 3 };
/** A file on its way over a slow line; as long as the server waits for a request. */
export const UPLOAD_MS = 120_000;

/** One uploaded file, whole. */
export interface UploadedFile {
  readonly name: string;
  readonly content: Buffer;
}

declare module 'fastify' {
  interface FastifyInstance {
    places: Places;
  }
}

/** Takes multipart forms of one file and a few small fields; larger is 413. A second file is read so far that it is seen. */
export async function uploads(app: FastifyInstance): Promise<void> {
  app.decorate('places', placesOf(AT_ONCE));
  await app.register(multipart, {
    throwFileSizeLimit: true,
    limits: { fileSize: FILE_MAX_BYTES, files: 2, fields: 10, fieldSize: 10_000, parts: 12, headerPairs: 20 },
  });
}

/**
 * Takes the file in the field `file`, and has a place until `work` is done with it. Throws 503 when no place is free,
 * 429 when the person has taken all of theirs, 415 when the request is no form, 400 when it is not one file in its field.
 */
export async function uploadedFile<Made>(
  request: FastifyRequest,
  work: (file: UploadedFile) => Promise<Made>,
): Promise<Made> {
  const leave = request.server.places.take(signedIn(request).actor.person);
  if (leave === 'own') throw problem('TooManyRequests', '您正在上传的文件过多，请等其完成后再上传。');
  if (leave === 'all') throw problem('Overloaded', '正在上传的文件过多，请稍后再试。');
  try {
    return await work(await fileOf(request));
  } finally {
    leave();
  }
}

async function fileOf(request: FastifyRequest): Promise<UploadedFile> {
  if (!request.isMultipart())
    throw problem('UnsupportedMediaType', '请以 multipart/form-data 上传文件，字段名为 file。');
  const files = await filesOf(request).catch(broken);
  const [file] = files;
  if (file === undefined) throw missing();
  if (files.length > 1) throw several();
  if (file.field !== 'file') throw missing();
  // It stands in the record beside the file.
  refuseUnstorable(file.name, '/file');
  return { name: file.name.slice(-200), content: file.content };
}

/** The file of a form to its end, with the name of a second one that shows that there is more than one. */
async function filesOf(request: FastifyRequest): Promise<(UploadedFile & { readonly field: string })[]> {
  const files: (UploadedFile & { readonly field: string })[] = [];
  for await (const part of request.files()) {
    if (files.length === 0) {
      files.push({ field: part.fieldname, name: part.filename, content: await part.toBuffer() });
      continue;
    }
    part.file.resume();
    files.push({ field: part.fieldname, name: part.filename, content: Buffer.alloc(0) });
  }
  return files;
}

/** A form that ends too early or whose parts have no head: the parser throws it without a status. */
function broken(error: unknown): never {
  if (error instanceof Error && 'statusCode' in error) throw error;
  throw problem('MalformedRequest', '上传的表单不完整，或格式有误。');
}

function several(): Error {
  const detail = '一次只能上传一个文件';
  return problem('InvalidBody', `${detail}。`, { errors: [{ pointer: '/file', code: 'several', detail }] });
}

function missing(): Error {
  const detail = '缺少文件字段 file';
  return problem('InvalidBody', `${detail}。`, { errors: [{ pointer: '/file', code: 'required', detail }] });
}
