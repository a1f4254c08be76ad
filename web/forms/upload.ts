import { call } from '../client/api.ts';

/** Hands in a file; its hash is its name from then on. */
export async function upload(file: File): Promise<string> {
  const body = new FormData();
  body.set('file', file, file.name);
  const { id } = await call('POST', '/v1/evidence', { body });
  return id;
}
