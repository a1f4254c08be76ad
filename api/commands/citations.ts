import type { Db } from '../../db/client.ts';
import { visibleAmong } from '../../db/queries/scope.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import { referencesOf } from '../bodies/references.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { mayReadEvidence } from '../stores/evidence.ts';

interface Citing {
  readonly schema: JsonSchema;
  readonly body: unknown;
  readonly actor: Actor;
}

/** A file, in whichever text its name stands: who sees the text reads the file. */
const FILE = /sha256:[0-9a-f]{64}/g;

/**
 * Refuses evidence that the caller may not read and matters that they do not see (422, as if they were not there): else
 * citing a hash in a matter of one's own, if only in passing, would open a stranger's file, and naming a matter would
 * tell of it.
 */
export async function refuseForeign(db: Db, { schema, body, actor }: Citing): Promise<void> {
  const { evidence, matter } = referencesOf(schema, body);
  for (const id of new Set([...evidence.keys(), ...(JSON.stringify(body).match(FILE) ?? [])]))
    if (!(await mayReadEvidence(db, id, actor)))
      throw unknown('UnknownEvidence', `佐证材料“${id}”`, evidence.get(id) ?? '');
  const scope = scopeOf(actor);
  const seen = await visibleAmong(db, [...matter.keys()], scope);
  for (const [id, pointer] of matter) if (!seen.has(id)) throw unknown('UnknownMatter', `事项“${id}”`, pointer);
}

function unknown(code: 'UnknownEvidence' | 'UnknownMatter', what: string, pointer: string): Problem {
  const detail = `${what}不存在或已失效。`;
  return problem(code, detail, { errors: [{ pointer, code, detail }] });
}
