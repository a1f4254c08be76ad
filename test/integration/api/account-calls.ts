import type { FastifyInstance } from 'fastify';
import { seededAccounts } from '../../support/system.ts';
import { asked, textOf, type Answered } from './system.ts';

/** One session of one account, by its token. */
export interface Bearer {
  readonly token: string;
  call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object): Promise<Answered>;
}

/** What an account of the demonstration signs in with. */
export function passwordOf(username: string): string {
  return seededAccounts().find((one) => one.username === username)?.password ?? '';
}

/** An attempt to sign in. */
export function attempt(app: FastifyInstance, payload: Readonly<Record<string, string>>): Promise<Answered> {
  return asked(app, { method: 'POST', url: '/v1/sessions', payload, headers: { 'user-agent': 'test browser' } });
}

/** A new session; each call of it is another, even of the same account. */
export async function bearerOf(
  app: FastifyInstance,
  username: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Bearer> {
  const signed = await attempt(app, { username, password: passwordOf(username), ...more });
  const token = textOf(signed, 'token');
  return {
    token,
    call: (method, url, body) =>
      asked(app, {
        method,
        url,
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { payload: body }),
      }),
  };
}

/** The status of what was done, else the code of what was refused. */
export function said({ status, body }: Answered): unknown {
  return status < 300 ? status : body['code'];
}
