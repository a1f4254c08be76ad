import { offline, Problem } from './problem.ts';
import { session, setSession } from './session.ts';

/** A call of a route whose name is only known when it runs, such as that of a kind or register. */
export async function call<Answer>(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
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
  return answer.status === 204 ? (undefined as Answer) : ((await answer.json()) as Answer);
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
  const body = (await answer.json().catch(() => ({}))) as object;
  // Another tab may have signed in anew meanwhile.
  if (answer.status === 401 && token !== undefined && session()?.token === token) setSession(null);
  throw new Problem(answer.status, body);
}
