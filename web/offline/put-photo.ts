import { offline, Problem } from '../client/problem.ts';
import { session, setSession } from '../client/session.ts';
import type { KeptPhoto } from './entry.ts';

/** A mountain road's network needs this long for a phone's largest picture. */
const UPLOAD_MS = 300_000;

/** Hands in a picture as it was taken; answers its hash. Other than `fetch`, it says how far it is (0 to 1). */
export function putPhoto({ blob, name }: KeptPhoto, onProgress: (part: number) => void): Promise<string> {
  const token = session()?.token ?? '';
  const body = new FormData();
  body.set('file', blob, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/evidence');
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.timeout = UPLOAD_MS;
    request.upload.onprogress = ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    };
    request.onerror =
      request.ontimeout =
      request.onabort =
        () => {
          reject(offline());
        };
    request.onload = () => {
      const { status } = request;
      const answer = (request.response ?? {}) as { readonly id?: string; readonly detail?: string };
      if (status === 201 && answer.id !== undefined) {
        resolve(answer.id);
        return;
      }
      if (status === 401 && session()?.token === token) setSession(null);
      reject(new Problem(status, answer));
    };
    request.send(body);
  });
}
