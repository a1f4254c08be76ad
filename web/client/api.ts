import type { Answer } from './answers.ts';
import { offline, Problem } from './problem.ts';
import { session, setSession } from './session.ts';

/** Calls the API; what it answers follows from the method and the path. Throws a `Problem` where it refuses. */
export async function call<const Method extends string, Path extends string>(
  method: Method,
  path: Path,
  options: CallOptions = {},
): Promise<Answer<Path, Method>> {
  type Said = Answer<Path, Method>;
  const { body, headers = {}, signal } = options;
  const isForm = body instanceof FormData;
  const answer = await send(
    new Request(new URL(path, location.origin), {
      method,
      headers: { ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    }),
  );
  return answer.status === 204 ? undefined : ((await answer.json()) as Said);
}

/** A file of the API, such as a picture or a paper, as an address that this page may show. */
export async function fileOf(path: string): Promise<Blob> {
  return await (await send(new Request(new URL(path, location.origin)))).blob();
}

interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

async function send(request: Request): Promise<Response> {
  const token = session()?.token;
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  const answer = await fetch(request).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : offline();
  });
  if (answer.ok) return answer;
  const body = (await answer.json().catch(() => ({}))) as { readonly code?: string };
  // Another tab may have signed in anew meanwhile; a wrong one-time code is a 401 as well, and ends nothing.
  if (body.code === 'NotSignedIn' && token !== undefined && session()?.token === token) setSession(null);
  throw new Problem(answer.status, body);
}
