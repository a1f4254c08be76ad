import type { Db } from '../client.ts';
import type { StoredDocument } from './document.ts';

/** By whom a document is given, as everybody may read it: bodies and posts, no person. */
export interface Givers {
  readonly unit: string | null;
  readonly issuerPost: string | null;
}

/** The names of the unit that gives a document and of the post that issued it. */
export async function giversOf({ sql }: Db, { unit, issuedPost }: StoredDocument): Promise<Givers> {
  const [row] = await sql<Givers[]>`
    select (select name from units where id = ${unit}) as unit, (select title from posts where id = ${issuedPost}) as "issuerPost"`;
  return row ?? { unit: null, issuerPost: null };
}
