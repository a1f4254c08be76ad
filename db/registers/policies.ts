import type { Actor } from '../../workflows/kernel/command.ts';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { PolicyContent } from '../../workflows/kernel/policy-check.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { asJson, type Db, type Queryable, type Transaction } from '../client.ts';
import { policyConcerns } from './concerned.ts';
import { startRevision, type RevisionOrder } from './revisions.ts';
import { oneAtATime, writeRegister, type Hand } from './write.ts';

/** Which policy: `hazard/standard/3` in the register. */
export interface PolicyKey {
  readonly kind: string;
  readonly policy: string;
  readonly version: number;
}

/** What people set of a policy. */
export interface PolicyParts {
  readonly title: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly content: PolicyContent;
}

/** A version of a policy, as its row stands. */
export interface PolicyRow extends PolicyParts {
  readonly id: string;
  readonly kind: string;
  readonly policy: string;
  readonly version: number;
  readonly status: 'draft' | 'published';
  readonly draftedBy: string | null;
  readonly publishedBy: string | null;
  readonly publishedAt: Instant | null;
}

/** `unknown`: no such version. `published`: it stands for good. `drafter`: another person must publish. `past`: it would reach back. */
export type PolicyRefused = 'unknown' | 'published' | 'drafter' | 'past';

/** The version, or null when there is none. */
export async function policyRow(db: { readonly sql: Queryable }, key: PolicyKey): Promise<PolicyRow | null> {
  const [row] = await db.sql<PolicyRow[]>`select ${columns(db.sql)} from policies where ${is(db.sql, key)}`;
  return row ?? null;
}

/** Makes a draft of the policy's next version. */
export async function draftPolicy(
  db: Db,
  { kind, policy }: Pick<PolicyKey, 'kind' | 'policy'>,
  parts: PolicyParts,
  hand: Hand,
): Promise<PolicyRow> {
  const { after } = await writeRegister(db, 'policies', hand, async (sql) => {
    await oneAtATime(sql, 'policies', `${kind}/${policy}`);
    const [row] = await sql<PolicyRow[]>`
      insert into policies (kind, id, version, status, title, effective_from, effective_to, content, drafted_by)
      select ${kind}, ${policy}, coalesce(max(version), 0) + 1, 'draft', ${parts.title}, ${parts.effectiveFrom}::date,
        ${parts.effectiveTo}::date, ${asJson(sql, parts.content)}, ${hand.by}
      from policies where kind = ${kind} and id = ${policy} returning ${columns(sql)}`;
    if (row === undefined) throw new Error(`no draft of ${kind}/${policy} was written`);
    return { id: row.id, before: null, after: row };
  });
  return after;
}

/** Puts other parts into a draft; who changes it is its drafter from then on. */
export async function changeDraft(
  db: Db,
  key: PolicyKey,
  parts: PolicyParts,
  hand: Hand,
): Promise<PolicyRow | PolicyRefused> {
  return await changed(db, key, hand, {
    refuse: () => null,
    change: (sql) => sql`
      update policies set title = ${parts.title}, effective_from = ${parts.effectiveFrom}, effective_to = ${parts.effectiveTo},
        content = ${asJson(sql, parts.content)}, drafted_by = ${hand.by} where ${is(sql, key)}`,
  });
}

/** Publishes a draft for new matters, for good; running ones keep their terms until it is applied to them. */
export async function publishPolicy(
  db: Db,
  key: PolicyKey,
  { by, at, reason }: Hand & { readonly reason: string },
): Promise<PolicyRow | PolicyRefused> {
  return await changed(
    db,
    key,
    { by, at },
    {
      reason,
      refuse: (row) => (row.draftedBy === by ? 'drafter' : row.effectiveFrom < dayOf(at) ? 'past' : null),
      change: (sql) => sql`
      update policies set status = 'published', published_by = ${by}, published_at = ${at} where ${is(sql, key)}`,
    },
  );
}

/** The running matters under another version, in order of id; of those named, if any are. */
export async function concernedBy(
  db: Db,
  key: PolicyKey,
  only: readonly string[] | null = null,
): Promise<readonly MatterId[]> {
  const rows = await db.sql<{ id: MatterId }[]>`
    select m.id from matters m where ${policyConcerns(db.sql, key, only)} order by m.id`;
  return rows.map((row) => row.id);
}

/** Sends a published version to the running matters under another one, or to those named. */
export async function applyPolicy(
  db: Db,
  key: PolicyKey,
  order: { readonly id: string; readonly actor: Actor; readonly at: Instant; readonly reason: string },
  only: readonly string[] | null,
): Promise<void> {
  const revision: RevisionOrder = { ...order, cause: 'policy', subject: idOf(key) };
  await db.sql.begin(async (sql) => {
    await startRevision(sql, revision, policyConcerns(sql, key, only));
  });
}

export function idOf({ kind, policy, version }: PolicyKey): string {
  return `${kind}/${policy}/${version.toString()}`;
}

interface Change {
  readonly reason?: string;
  readonly refuse: (row: PolicyRow) => PolicyRefused | null;
  readonly change: (sql: Transaction) => PromiseLike<unknown>;
}

async function changed(db: Db, key: PolicyKey, hand: Hand, it: Change): Promise<PolicyRow | PolicyRefused> {
  const said: { refused: PolicyRefused } = { refused: 'unknown' };
  const done = await writeRegister(db, 'policies', hand, async (sql) => {
    const [before] = await sql<PolicyRow[]>`select ${columns(sql)} from policies where ${is(sql, key)} for update`;
    const no = before === undefined ? 'unknown' : before.status === 'published' ? 'published' : it.refuse(before);
    if (before === undefined || no !== null) {
      said.refused = no ?? 'unknown';
      return null;
    }
    await it.change(sql);
    const row = (await policyRow({ sql }, key)) ?? before;
    return { id: row.id, before, after: it.reason === undefined ? row : { ...row, reason: it.reason }, row };
  });
  return done === null ? said.refused : done.row;
}

function is(sql: Queryable, { kind, policy, version }: PolicyKey) {
  return sql`kind = ${kind} and id = ${policy} and version = ${version}`;
}

function columns(sql: Queryable) {
  return sql`kind || '/' || id || '/' || version as id, kind, id as policy, version, status, title,
    effective_from as "effectiveFrom", effective_to as "effectiveTo", content, drafted_by as "draftedBy",
    published_by as "publishedBy", published_at as "publishedAt"`;
}
