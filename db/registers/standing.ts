import type { Queryable } from '../client.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { REGISTER_NAMES, type RegisterName } from './read.ts';
import type { Version } from './versions.ts';

/** Columns of a row with their values as JSON has them, those left out by which its entry is known. */
export type Columns = Readonly<Record<string, unknown>>;

/** An entry as its table has it, and as the changes that were kept of it tell; null where there is none. */
export interface Standing {
  readonly register: RegisterName;
  readonly id: string;
  readonly row: Columns | null;
  readonly told: Columns | null;
}

interface Table {
  readonly table: string;
  /** By these columns, with `/` between them, an entry is known. */
  readonly key: readonly string[];
  /** What a change calls a column, where that is not its name. */
  readonly called?: Readonly<Record<string, string>>;
}

const DAYS = { from: 'from_day', to: 'to_day' };

const TABLES: Readonly<Record<RegisterName, Table>> = {
  units: { table: 'units', key: ['id'] },
  posts: { table: 'posts', key: ['id'] },
  people: { table: 'people', key: ['id'] },
  tenures: { table: 'tenures', key: ['post', 'person', 'valid_from'] },
  leaves: { table: 'leaves', key: ['id'], called: DAYS },
  enterprises: { table: 'enterprises', key: ['unit'] },
  responsibilities: { table: 'responsibilities', key: ['enterprise', 'duty', 'person', 'valid_from'] },
  jurisdictions: { table: 'jurisdictions', key: ['sector', 'unit', 'kind', 'valid_from'] },
  clauses: { table: 'clauses', key: ['id'] },
  calendars: { table: 'calendars', key: ['year', 'version'] },
  'special-periods': { table: 'special_periods', key: ['id'], called: DAYS },
  policies: { table: 'policies', key: ['kind', 'id', 'version'] },
  templates: { table: 'templates', key: ['id'] },
};

/**
 * Every entry of every register, or of these, with what its changes after a place tell of it: a later change overrides
 * an earlier one column by column. Each register is read in one statement, so that a change meanwhile is seen on both sides or neither.
 */
export async function standingAfter(
  sql: Queryable,
  ord: number,
  registers: readonly RegisterName[] = REGISTER_NAMES,
): Promise<Standing[]> {
  const standing: Standing[] = [];
  for (const register of registers) {
    const { table, key } = TABLES[register];
    const rows = await sql<{ id: string; row: Columns | null; afters: (Columns | null)[] | null }[]>`
      with told as (
        select id, jsonb_agg(after order by ord) as afters from register_versions
        where register = ${register} and ord > ${ord} group by id
      ), entries as (
        select concat_ws('/', ${sql.unsafe(key.join(', '))}) as id, to_jsonb(t) as row from ${sql.unsafe(table)} t
      )
      select id, entries.row, told.afters from entries full join told using (id) order by id`;
    for (const { id, row, afters } of rows)
      standing.push({ register, id, row: row && columnsOf(register, row), told: toldBy(register, afters ?? []) });
  }
  return standing;
}

/** Rows that were entered into a register, as changes to keep. */
export function entering(
  register: RegisterName,
  rows: readonly { readonly row: Columns }[],
  hand: Pick<Version, 'at' | 'by'>,
): Version[] {
  const { key } = TABLES[register];
  return rows.map(({ row }) => {
    const id = key.map((column) => String(row[column])).join('/');
    return { register, id, ...hand, before: null, after: row };
  });
}

function toldBy(register: RegisterName, afters: readonly (Columns | null)[]): Columns | null {
  return afters.reduce<Columns | null>(
    (told, after) => (after === null ? null : { ...told, ...columnsOf(register, after) }),
    null,
  );
}

/** Changes name columns as the API does, or as the table does. */
function columnsOf(register: RegisterName, entry: Columns): Columns {
  const { key, called = {} } = TABLES[register];
  const columns: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entry)) {
    const column = called[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (!key.includes(column)) columns[column] = comparable(value);
  }
  return columns;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;

/** The same moment has one text; what is finer than our milliseconds was never written here and stays as it is. */
function comparable(value: unknown): unknown {
  return typeof value === 'string' && INSTANT.test(value) ? instantOf(Date.parse(value)) : value;
}
