import type { Db } from '../../db/client.ts';
import { mayReadEvidence } from '../../db/evidence.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { scopeOf } from '../access/scope.ts';
import { referencesOf } from '../bodies/references.ts';
import { problem } from '../problems/problem.ts';

interface Citing {
  readonly schema: JsonSchema;
  readonly body: unknown;
  readonly actor: Actor;
}

/**
 * Refuses evidence that the caller may not read (422 `UnknownEvidence`, as if it were not there): else citing a hash in
 * a matter of one's own would open a stranger's file.
 */
export async function refuseForeignEvidence(db: Db, { schema, body, actor }: Citing): Promise<void> {
  for (const [id, pointer] of referencesOf(schema, body).evidence) {
    if (await mayReadEvidence(db, id, actor.person, scopeOf(actor))) continue;
    const detail = `佐证材料“${id}”不存在或已失效。`;
    throw problem('UnknownEvidence', detail, { errors: [{ pointer, code: 'UnknownEvidence', detail }] });
  }
}
