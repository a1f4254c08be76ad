import type { Queryable } from './client.ts';

/**
 * The next number of a prefix and year, such as `YH-2026-000001`. Drawn in the caller's transaction: rolled back, it was
 * never drawn; committed, it is never drawn again. Concurrent drawers of one series wait for each other.
 */
export async function drawNumber(sql: Queryable, prefix: string, year: number): Promise<string> {
  const [drawn] = await drawNumbers(sql, prefix, year, 1);
  if (drawn === undefined) throw new Error(`no number drawn for ${prefix} ${year.toString()}`);
  return drawn;
}

/** `count` consecutive numbers at once, for imports. */
export async function drawNumbers(sql: Queryable, prefix: string, year: number, count: number): Promise<string[]> {
  const series = `${prefix}-${year.toString()}`;
  const [row] = await sql<{ last: number }[]>`
    insert into numbers (series, last) values (${series}, ${count})
    on conflict (series) do update set last = numbers.last + excluded.last
    returning last`;
  const first = (row?.last ?? 0) - count + 1;
  return Array.from({ length: count }, (_, i) => `${series}-${(first + i).toString().padStart(6, '0')}`);
}

/** Sees to it that a number which stands already, such as one that came back from a history, is not drawn again. */
export async function raiseNumber(sql: Queryable, number: string): Promise<void> {
  const [, series, last] = /^(.+)-(\d+)$/.exec(number) ?? [];
  if (series === undefined || last === undefined) return;
  await sql`
    insert into numbers (series, last) values (${series}, ${Number(last)})
    on conflict (series) do update set last = greatest(numbers.last, excluded.last)`;
}

/** A series of document numbers: `word` is the 文种字, such as 责改. */
export interface DocumentSeries {
  readonly unit: string;
  readonly word: string;
  readonly year: number;
}

/**
 * The next 文号 of a unit, kind and year, such as `应急责改〔2026〕3号`; the unit's sign (代字) leads it, or its short name.
 * Drawn in the transaction of the document that bears it, so no number is missing and none is there twice.
 */
export async function drawDocumentNumber(sql: Queryable, { unit, word, year }: DocumentSeries): Promise<string> {
  const series = `文书/${unit}/${word}/${year.toString()}`;
  const [row] = await sql<{ last: number; sign: string }[]>`
    insert into numbers (series, last) values (${series}, 1)
    on conflict (series) do update set last = numbers.last + 1
    returning last, (select coalesce(sign, short_name) from units where id = ${unit}) as sign`;
  if (row === undefined) throw new Error(`no number drawn for ${series}`);
  return `${row.sign}${word}〔${year.toString()}〕${row.last.toString()}号`;
}
