import type { Db } from '../../db/client.ts';
import { matter } from '../../db/queries/matter.ts';
import { revisedTerms } from '../../db/revised.ts';
import { termsFor } from '../../db/terms.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId, Policy, Terms } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { problem } from '../problems/problem.ts';

interface Asking {
  readonly kind: Kind;
  readonly matterId: MatterId;
  readonly at: Instant;
  readonly body: unknown;
}

/** The terms that a person's `ReviseTerms` gives a matter: the registers', for the cause that its valid body names. */
export async function revisedFor(db: Db, { kind, matterId, at, body }: Asking): Promise<Terms> {
  const found = await matter(db, matterId, 'all');
  if (found === null) throw problem('NotFound', '没有这个事项，或不在您的查看范围内。');
  const { terms } = found.state as { readonly terms: Terms };
  const { cause } = body as { readonly cause: 'calendar' | 'policy' };
  return revisedTerms(terms, await termsFor(db, kind.rules.name, terms.policy as Policy['id'], at), { cause });
}
