import type { KeyScope } from '../../db/accounts/key-scopes.ts';
import type { Actor, Role } from '../../workflows/kernel/command.ts';

/** A role; with `:3` only where the post's rank is at least 3. */
export type Asker = Role | `${Role}:${1 | 2 | 3 | 4 | 5}`;

/** Who may call a route: anyone without signing in, everyone who is signed in, or these. */
export type Who = 'anyone' | 'signedIn' | readonly Asker[];

/** One line of the access table: what it does not say is refused. */
export interface AccessRow {
  /** Method and pattern as Fastify knows them; a row of GET stands for HEAD as well. */
  readonly route: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
  readonly who: Who;
  /**
   * Open to anyone, yet of these who sign in it is known who they are, and a session that has ended is refused;
   * everybody else is nobody, signed in or not, for the record and the trail alike.
   */
  readonly recognises?: readonly Asker[];
  /** The scope of an API key that also opens it, to whom the key's post would; without one no key does. */
  readonly key?: KeyScope;
  /** To others it is not there: 404 in place of 403. */
  readonly otherwise?: 'hidden';
  /** Also open to a session that must first change its password or enrol its second factor. */
  readonly restricted?: true;
  /** What others are told, in Chinese. */
  readonly says?: string;
  /** The code that others are told, where it is not `Forbidden`. */
  readonly code?: 'NotYours';
}

/** Whether a post is among the askers. */
export function isAsker({ role, rank }: Pick<Actor, 'role' | 'rank'>, who: readonly Asker[]): boolean {
  return who.some((asker) => {
    const [name, least = '0'] = asker.split(':');
    return name === role && rank >= Number(least);
  });
}
