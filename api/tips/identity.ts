import { canonicalJson } from '../../db/canonical.ts';
import type { Queryable } from '../../db/client.ts';
import type { Secrets } from '../../db/secrets.ts';
import { codeOf, keepCode } from '../../db/tips/codes.ts';
import { drawTipId, identityOf, keepIdentity } from '../../db/tips/identities.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';

/** What the rules learn of who gave a tip. */
interface Named {
  readonly tipId: string;
  readonly named: boolean;
}

/** Whether an opening's body may say who gives it: then a code for its answer is told, too. */
export function asksIdentity(schema: JsonSchema): boolean {
  return fieldOf(schema) !== null;
}

/** A body in two: what may go on, and who gives it; `identity` is undefined where nobody said, or nothing asks. */
export function apart(schema: JsonSchema, body: unknown): { readonly body: unknown; readonly identity: unknown } {
  const field = fieldOf(schema);
  if (field === null || typeof body !== 'object' || body === null || !(field in body))
    return { body, identity: undefined };
  const { [field]: identity, ...rest } = body as Readonly<Record<string, unknown>>;
  return { body: rest, identity };
}

/** What stands in the command in place of an identity, and how what must not stand there is kept with its note. */
export function sealing(
  secrets: Secrets,
  identity: unknown,
): {
  readonly named: Named;
  readonly keep: (sql: Queryable, of: { matterId: MatterId; commandId: string; at: Instant }) => Promise<void>;
} {
  const named = { tipId: drawTipId(), named: identity !== undefined };
  return {
    named,
    keep: async (sql, { matterId, commandId, at }) => {
      if (named.named) await keepIdentity({ sql, secrets }, named.tipId, identity, at);
      await keepCode(sql, codeOf(secrets, commandId), matterId, at);
    },
  };
}

/**
 * A body that came back from a history against one that is asked: whether both are of the same giver, and the rest of
 * what came back. Nothing but the answer leaves here.
 */
export async function sameGiver(
  of: { readonly sql: Queryable; readonly secrets: Secrets },
  said: unknown,
  identity: unknown,
): Promise<{ readonly same: boolean; readonly body: unknown }> {
  const { tipId, named, ...body } = said as Partial<Named> & Readonly<Record<string, unknown>>;
  const known = named === true && tipId !== undefined ? await identityOf(of, tipId) : undefined;
  return { same: canonicalJson(known ?? null) === canonicalJson(identity ?? null), body };
}

function fieldOf(schema: JsonSchema): string | null {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  return Object.keys(properties).find((name) => properties[name]?.['x-identity'] === true) ?? null;
}
