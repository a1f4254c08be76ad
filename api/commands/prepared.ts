import type { Db } from '../../db/client.ts';
import { UnknownReference } from '../../db/errors.ts';
import { responsibleFor } from '../../db/queries/responsibility.ts';
import { knownFor } from '../../db/terms.ts';
import { ANONYMOUS, type Actor, type Known } from '../../workflows/kernel/command.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import { canonicalTimes } from '../bodies/canonical.ts';
import { referencesOf, type References } from '../bodies/references.ts';
import type { ProblemCode } from '../problems/catalogue.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { sealTexts } from '../stores/sealed.ts';
import { withLead } from './lead.ts';

interface Unprepared {
  readonly schema: JsonSchema;
  readonly body: unknown;
  readonly actor: Actor;
  readonly at: Instant;
  /** Null where the command opens nothing. */
  readonly opens: string | null;
}

const UNKNOWN = {
  unit: ['UnknownUnit', '单位'],
  person: ['UnknownPerson', '人员'],
  post: ['UnknownPost', '岗位'],
  evidence: ['UnknownEvidence', '佐证材料'],
  clause: ['UnknownClause', '判定条款'],
  matter: ['UnknownMatter', '事项'],
} as const satisfies Record<keyof References, readonly [ProblemCode, string]>;

const REFS = ['unit', 'person', 'post', 'evidence', 'clause', 'matter'] as const;

/**
 * A valid body as the rules get it: a lead that was not named filled in, times canonical, personal text sealed; and what
 * the register says, at that moment, of the units, people, clauses and matters that it names and of the actor. Throws 422 for the first name that no register knows.
 */
export async function prepared(
  db: Db,
  { schema, body: asked, actor, at, opens }: Unprepared,
): Promise<{ body: unknown; known: Known }> {
  const body = await withLead(db, schema, asked, at);
  const references = referencesOf(schema, body);
  const known = {
    ...(await knownOf(db, references, actor, at)),
    ...(opens === null ? {} : await chainOf(db, body, at)),
  };
  return { known, body: await sealTexts(db, schema, canonicalTimes(schema, body), at) };
}

/** Who answers for the enterprise that an opening body inspects, of those who do. */
async function chainOf(db: Db, body: unknown, at: Instant): Promise<Pick<Known, 'responsible'>> {
  const { subject } = body as { readonly subject?: string };
  if (subject === undefined) return {};
  const named = Object.entries(await responsibleFor(db, subject, dayOf(at)));
  const people = named.flatMap(([duty, one]) => (one === null ? [] : [[duty, one.person] as const]));
  return people.length === 0 ? {} : { responsible: Object.fromEntries(people) };
}

async function knownOf(db: Db, references: References, actor: Actor, at: Instant): Promise<Known> {
  const ids = (ref: keyof References): readonly string[] => [...references[ref].keys()];
  const isKnown = actor.person !== ANONYMOUS.person;
  const asked = {
    units: [...new Set([...(isKnown ? [actor.unit] : []), ...ids('unit')])],
    people: [...new Set([...(isKnown ? [actor.person] : []), ...ids('person')])],
    posts: ids('post'),
    evidence: ids('evidence'),
    clauses: ids('clause'),
    matters: ids('matter'),
  };
  try {
    return await knownFor(db, asked, at);
  } catch (error) {
    const ref = error instanceof UnknownReference ? REFS.find((it) => it === error.ref) : undefined;
    if (ref === undefined) throw error;
    throw unknownProblem(references, ref, (error as UnknownReference).id);
  }
}

function unknownProblem(references: References, ref: keyof References, id: string): Problem {
  const [code, word] = UNKNOWN[ref];
  const pointer = references[ref].get(id) ?? '';
  const detail = `${word}“${id}”不存在或已失效。`;
  return problem(code, detail, { errors: [{ pointer, code, detail }] });
}
