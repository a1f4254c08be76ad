import { dayOf, instantOf, type Day, type Instant } from '../workflows/kernel/instant.ts';
import type { MatterId, UnitId } from '../workflows/kernel/terms.ts';
import { canonicalJson } from './canonical.ts';
import { sha256 } from './chain.ts';
import { asJson, type Db, type Transaction } from './client.ts';
import { keepEvidence } from './evidence.ts';
import type { ImportOrder } from './imports.ts';
import { drawNumbers } from './numbers.ts';
import { entering, type Columns } from './registers/standing.ts';
import { keepVersions, type Version } from './registers/versions.ts';
import { appendTrail, type TrailEntry } from './trail.ts';

/** Any number that nothing else in this database locks: one import is compared and staged at a time. */
const LOCK = 720_260_304;
/** A statement of this many rows takes about 0.2 s. */
const AT_A_TIME = 2_000;

/** By what a row is known again: its own number, and unit, date and description. */
export interface RowIdentity {
  readonly byNumber: string | null;
  readonly byContent: string;
}

/** A row that an earlier import brought in. */
export interface EarlierRow extends RowIdentity {
  readonly content: Readonly<Record<string, string>>;
  readonly matterNumber: string;
}

/** A row to stage. */
export interface NewRow extends RowIdentity {
  readonly row: number;
  readonly content: Readonly<Record<string, string>>;
  readonly action: 'open' | 'archive';
  readonly matterId: MatterId;
  readonly foundOn: Day;
  /** What the import will need to bring it in. */
  readonly payload: unknown;
}

/** An enterprise that no register knows; it enters as unverified, without posts: 安委办 answers for it until it has some. */
export interface NewEnterprise {
  readonly id: UnitId;
  readonly name: string;
  readonly region: UnitId;
  readonly regulator: UnitId;
  readonly sector: string;
}

/** What is to be staged, once it was compared with what earlier imports brought. */
export interface Staging {
  readonly count: number;
  readonly unchanged: number;
  readonly rows: readonly NewRow[];
  readonly enterprises: readonly NewEnterprise[];
}

/**
 * Compares and stages in one transaction that no other import's staging overlaps, so that the same file handed in twice
 * at once is staged once. `decide` sees the earlier rows under the asked identities; `null` stages nothing. `numbering`
 * is the prefix of the matters' numbers, of the year that each was found in. Answers whether anything was decided.
 */
export async function stageImport(
  db: Db,
  order: Pick<ImportOrder, 'id' | 'at' | 'by' | 'file'>,
  identities: readonly RowIdentity[],
  numbering: string,
  decide: (earlier: readonly EarlierRow[]) => Staging | null,
): Promise<boolean> {
  return db.sql.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`;
    const staging = decide(await earlierRows(sql, identities));
    if (staging === null) return false;
    const entered = await enterEnterprises(sql, staging.enterprises, order);
    for (const [year, rows] of Object.entries(byYear(staging.rows))) {
      const numbers = await drawNumbers(sql, numbering, Number(year), rows.length);
      for (let from = 0; from < rows.length; from += AT_A_TIME)
        await insertRows(sql, order.id, rows.slice(from, from + AT_A_TIME), numbers.slice(from, from + AT_A_TIME));
    }
    await sql`update imports set rows = ${staging.count}, unchanged = ${staging.unchanged} where id = ${order.id}`;
    const told = await listStaged(sql, order, staging.rows);
    // Last, and together: they hold the trail's lock.
    await keepVersions(sql, entered);
    await appendTrail({ sql }, told);
    return true;
  });
}

/**
 * Keeps the list of staged closed rows among the evidence, one a line, and answers what the trail is to hear. Such a row
 * will have no run: without this whoever can write to the tables could invent one.
 */
async function listStaged(
  sql: Transaction,
  { id, at, by, file }: Pick<ImportOrder, 'id' | 'at' | 'by' | 'file'>,
  rows: readonly NewRow[],
): Promise<TrailEntry> {
  const closed = rows.filter(({ action }) => action === 'archive');
  const lines = closed.map(({ matterId, payload }) =>
    stagedLine(matterId, (payload as { ledgerRow: unknown }).ledgerRow),
  );
  const about = { type: 'text/plain', name: `${id}.txt`, uploader: by, at };
  const list = await keepEvidence({ sql }, Buffer.from(lines.join('\n')), about);
  const data = { file, rows: rows.length, closed: closed.length, list: list.id };
  return { at: instantOf(Date.now()), type: 'ImportStaged', actor: { person: by }, subject: `imports/${id}`, data };
}

/** What a row of a sheet and the matter made of it both say. */
const SAID_BY_BOTH = ['row', 'description', 'foundOn', 'severity', 'dueOn'] as const;

/** How a closed row stands in the list of its import: its matter, and the digest of what it says. */
export function stagedLine(matterId: string, said: unknown): string {
  const of = said as Readonly<Record<string, unknown>>;
  return `${matterId} ${sha256(canonicalJson(SAID_BY_BOTH.map((name) => of[name] ?? null)))}`;
}

async function earlierRows(sql: Transaction, identities: readonly RowIdentity[]): Promise<EarlierRow[]> {
  const numbers = identities.flatMap(({ byNumber }) => (byNumber === null ? [] : [byNumber]));
  return sql<EarlierRow[]>`
    select by_number as "byNumber", by_content as "byContent", content, matter_number as "matterNumber"
    from import_rows
    where by_number = any(${numbers}) or by_content = any(${identities.map(({ byContent }) => byContent)})`;
}

function byYear(rows: readonly NewRow[]): Record<string, NewRow[]> {
  const years: Record<string, NewRow[]> = {};
  for (const row of rows) (years[row.foundOn.slice(0, 4)] ??= []).push(row);
  return years;
}

async function insertRows(
  sql: Transaction,
  importId: string,
  rows: readonly NewRow[],
  numbers: readonly string[],
): Promise<void> {
  const staged = rows.map((row, i) => ({
    import_id: importId,
    row: row.row,
    by_number: row.byNumber,
    by_content: row.byContent,
    content: row.content,
    action: row.action,
    matter_id: row.matterId,
    matter_number: numbers[i],
    payload: row.payload,
  }));
  await sql`
    insert into import_rows (import_id, row, by_number, by_content, content, action, matter_id, matter_number, payload)
    select import_id, row, by_number, by_content, content, action, matter_id, matter_number, payload
    from jsonb_populate_recordset(null::import_rows, ${asJson(sql, staged)})`;
}

/** Enters those that are not there yet; answers the changes to keep. */
async function enterEnterprises(
  sql: Transaction,
  enterprises: readonly NewEnterprise[],
  { at, by }: { readonly at: Instant; readonly by: string },
): Promise<Version[]> {
  if (enterprises.length === 0) return [];
  const validFrom = dayOf(at);
  const list = asJson(sql, enterprises);
  const entered = await sql<{ register: 'units' | 'enterprises'; row: Columns }[]>`
    with new as (
      select id, name, region, regulator, sector
      from jsonb_to_recordset(${list}) as e (id text, name text, region text, regulator text, sector text)
    ), new_units as (
      insert into units (id, kind, name, short_name, region, sectors, verified, valid_from)
      select id, 'enterprise', name, name, region, array[sector], false, ${validFrom}::date from new
      on conflict (id) do nothing returning id, to_jsonb(units) as row
    ), new_enterprises as (
      insert into enterprises (unit, sector, regulator, key, verified)
      select id, sector, regulator, false, false from new where id in (select id from new_units)
      on conflict (unit) do nothing returning to_jsonb(enterprises) as row
    )
    select 'units' as register, row from new_units union all select 'enterprises', row from new_enterprises`;
  return entered.flatMap((it) => entering(it.register, [it], { at, by }));
}
