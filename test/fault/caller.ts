import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Installation } from './installation.ts';

/** An answer of the public HTTP interface; status 0 when the connection broke. */
export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Someone who is signed in. */
export interface Caller {
  open(body: object, key?: string): Promise<Answered>;
  act(id: MatterId, command: string, body: object, key?: string): Promise<Answered>;
  send(path: string, body: object, key?: string): Promise<Answered>;
  get(path: string): Promise<Answered>;
}

/** Signs in and calls as people do, by HTTP alone. */
export async function signIn(installation: Installation, username: string): Promise<Caller> {
  const { url } = installation;
  const password = installation.passwordOf(username);
  const signed = await call(`${url}/v1/sessions`, { method: 'POST', body: { username, password } });
  const authorization = `Bearer ${String(signed.body['token'])}`;
  const send = (path: string, body: object, key: string): Promise<Answered> =>
    call(`${url}${path}`, { method: 'POST', body, headers: { authorization, 'idempotency-key': key } });
  return {
    send: (path, body, key = randomUUID()) => send(path, body, key),
    open: (body, key = randomUUID()) => send('/v1/hazards', body, key),
    act: (id, command, body, key = randomUUID()) => send(`/v1/hazards/${id}/commands/${command}`, body, key),
    get: (path) => call(`${url}${path}`, { method: 'GET', headers: { authorization } }),
  };
}

/** The events of a matter as the API shows them. */
export async function eventsOf(caller: Caller, id: MatterId, path = 'hazards'): Promise<LedgerEvent[]> {
  const { body } = await caller.get(`/v1/${path}/${id}/events?limit=500`);
  return (body['items'] ?? []) as LedgerEvent[];
}

export interface LedgerEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly heardAt: string;
  readonly commandId: string;
  readonly actor: { readonly person: string | null; readonly post: string | null };
  readonly data: Readonly<Record<string, unknown>>;
}

/** The outcome of a command by the key that it was sent with, as the same call says when it is repeated. */
export async function untilDecided(send: () => Promise<Answered>): Promise<Answered> {
  let last: Answered = { status: 0, body: {} };
  await expect
    .poll(async () => (last = await send()).status, { timeout: 45_000, interval: 250 })
    .toSatisfy((status: number) => status === 200 || status === 201 || (status >= 400 && status < 500));
  return last;
}

interface Call {
  readonly method: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

async function call(url: string, { method, body, headers = {} }: Call): Promise<Answered> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  try {
    const answer = await fetch(url, { method, headers: { ...headers, ...type }, ...json });
    return { status: answer.status, body: (await answer.json()) as Answered['body'] };
  } catch {
    return { status: 0, body: {} };
  }
}
