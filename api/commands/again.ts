import { canonicalJson } from '../../db/canonical.ts';
import type { Db } from '../../db/client.ts';
import type { Secrets } from '../../db/secrets.ts';
import type { Command } from '../../workflows/kernel/command.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { canonicalTimes } from '../bodies/canonical.ts';
import { opened } from '../stores/sealed.ts';
import { apart, asksIdentity, sameGiver } from '../tips/identity.ts';
import { withLead } from './lead.ts';

/**
 * Whether a command that came back from a history, and so without the hash of what was asked for, is what is asked for
 * now: the same body as it would be prepared, the same policy. A sealed text counts by itself; one that is lost does not;
 * nor does a lost identity.
 */
export async function isAskedAgain(
  { db, secrets }: { readonly db: Db; readonly secrets: Secrets },
  asked: { readonly schema: JsonSchema; readonly body: unknown; readonly opens: string | null },
  command: Command | null,
): Promise<boolean> {
  if (command === null || (command.opening?.terms.policy ?? null) !== asked.opens) return false;
  const { identity, body: sayable } = apart(asked.schema, asked.body);
  const body = await withLead(db, asked.schema, sayable, command.at);
  const came = asksIdentity(asked.schema)
    ? await sameGiver({ sql: db.sql, secrets }, command.body, identity)
    : { same: true, body: command.body };
  // Compared, and shown to nobody.
  const said = await opened(db, came.body, () => Promise.resolve());
  return came.same && canonicalJson(said) === canonicalJson(canonicalTimes(asked.schema, body));
}
