import type { Db } from '../../db/client.ts';
import type { Random } from '../county/random.ts';
import { altered, flipped, moved, otherThan } from './bytes.ts';

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Alters one column of the one row that `where` names (a column and its value each), by its type. Answers it in words.
 */
export async function alterColumn(
  { sql }: Db,
  table: string,
  where: Readonly<Record<string, string | number>>,
  random: Random,
  isWanted: (column: string) => boolean = () => true,
): Promise<string> {
  const columns = await sql<Column[]>`
    select column_name as name, udt_name as type from information_schema.columns
    where table_name = ${table} and table_schema = 'public' order by ordinal_position`;
  const { name, type } = random.pick(columns.filter((column) => isWanted(column.name)));
  const condition = Object.entries(where).map(([column, value]) => sql`${sql(column)} = ${value}`);
  const which = condition.reduce((all, one) => sql`${all} and ${one}`);
  const [row] = await sql<{ value: unknown }[]>`select ${sql(name)} as value from ${sql(table)} where ${which}`;
  if (row === undefined) throw new Error(`${table} has no such row`);
  const value = another(row.value, type, random);
  await sql`update ${sql(table)} set ${sql(name)} = ${boundAs(sql, value, type)} where ${which}`;
  return `${table}.${name}`;
}

function another(value: unknown, type: string, random: Random): unknown {
  switch (type) {
    case 'timestamptz':
      return moved(typeof value === 'string' ? value : '2026-01-01T00:00:00Z', random);
    case 'date': {
      const day = Date.parse(typeof value === 'string' ? value : '2026-01-01');
      return new Date(day + random.whole(1, 30) * 86_400_000).toISOString().slice(0, 10);
    }
    case 'jsonb':
      return altered(value, random);
    case 'bytea':
      return flipped(value as Buffer, random);
    case '_text':
      return [...((value as string[] | null) ?? []), '伪'];
    case 'int4':
    case 'int8':
      // Far from any number that another row bears.
      return Number(value ?? 0) + 1_000_000;
    case 'bool':
      return value !== true;
    default:
      return otherThan(value, random);
  }
}

function boundAs(sql: Db['sql'], value: unknown, type: string) {
  return type === 'jsonb' ? sql.json(value as never) : (value as string);
}
