import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { beginSession } from '../../../db/accounts/session.ts';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../../workflows/kernel/command.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { asked, type Answered } from '../api/system.ts';

/** Someone who is signed in, and who they are. */
export interface Reader {
  readonly actor: Actor;
  get(url: string): Promise<Answered>;
  post(url: string, body: unknown): Promise<Answered>;
}

/** Puts a unit into the register, below another if given. */
export async function enterUnit({ sql }: Db, id: string, parent: string | null = null): Promise<void> {
  await sql`
    insert into units (id, kind, name, short_name, parent, valid_from)
    values (${id}, 'department', ${id}, ${id}, ${parent}, '2020-01-01') on conflict do nothing`;
}

/** Puts the actor's unit, post and person into the registers with an account, and signs them in. */
export async function enrolled(app: FastifyInstance, db: Db, actor: Actor): Promise<Reader> {
  const { sql } = db;
  const { person, post, unit, rank, role } = actor;
  await enterUnit(db, unit);
  await sql`
    insert into posts (id, unit, rank, role, title, valid_from)
    values (${post}, ${unit}, ${rank}, ${role}, ${post}, '2020-01-01') on conflict do nothing`;
  await sql`insert into people (id, name) values (${person}, ${person}) on conflict do nothing`;
  await sql`
    insert into tenures (post, person, valid_from) values (${post}, ${person}, '2020-01-01') on conflict do nothing`;
  await sql`
    insert into accounts (username, person, post) values (${`of-${person}-${post}`}, ${person}, ${post})
    on conflict do nothing`;
  return readerBy(app, await tokenOf(db, `of-${person}-${post}`), actor);
}

/** The token of a new session of an account. */
export async function tokenOf(db: Db, username: string): Promise<string> {
  const at = instantOf(Date.now());
  const of = { username, post: null, method: 'password', restricted: null, address: null, agent: null, at } as const;
  const begun = await beginSession(db, of);
  if (begun === null) throw new Error(`no session for ${username}`);
  return begun.token;
}

function readerBy(app: FastifyInstance, token: string, actor: Actor): Reader {
  const authorization = `Bearer ${token}`;
  return {
    actor,
    get: (url) => asked(app, { url, headers: { authorization } }),
    post: (url, body) =>
      asked(app, {
        method: 'POST',
        url,
        headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        payload: JSON.stringify(body),
      }),
  };
}
