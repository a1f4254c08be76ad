import { canonicalJson } from '../../db/canonical.ts';
import type { Db } from '../../db/client.ts';
import type { Command } from '../../workflows/kernel/command.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { canonicalTimes } from '../bodies/canonical.ts';
import { opened } from '../stores/sealed.ts';

/**
 * Whether a command that came back from a history, and so without the hash of what was asked for, is what is asked for
 * now: the same body as it would be prepared, the same policy. A sealed text counts by itself; one that is lost does not.
 */
export async function isAskedAgain(
  db: Db,
  asked: { readonly schema: JsonSchema; readonly body: unknown; readonly opens: string | null },
  command: Command | null,
): Promise<boolean> {
  if (command === null || (command.opening?.terms.policy ?? null) !== asked.opens) return false;
  // Compared, and shown to nobody.
  const said = await opened(db, command.body, () => Promise.resolve());
  return canonicalJson(said) === canonicalJson(canonicalTimes(asked.schema, asked.body));
}
