import { connect, type Sql } from '../../db/client.ts';
import { fill } from '../rehearsal/fill.ts';
import { yearOfLives } from '../rehearsal/lives.ts';

/** So many lives are lived; all others are copies of them with another number, place, sector and leading unit. */
const LIVED = 400;
const AT_A_TIME = 20_000;

/**
 * Fills a year with `count` hazards, states and opening events as large as real ones. Of copies the ledger holds the
 * opening alone: nothing else of it is counted.
 */
export async function fillYear(url: string, count: number): Promise<void> {
  const db = connect(url, { name: 'bench fill', settings: { role: 'none', statement_timeout: '0' } });
  try {
    await fill(db, yearOfLives(Math.min(LIVED, count)), () => undefined);
    // What files are cited by is not asked here, and takes longest to keep.
    await db.sql`drop index ledger_files`;
    for (let from = LIVED; from < count; from += AT_A_TIME) {
      await copied(db.sql, from, Math.min(from + AT_A_TIME, count));
      process.stderr.write(`\r已备 ${from.toString()}/${count.toString()} 件 `);
    }
    process.stderr.write('\n');
    await db.sql`vacuum analyze`;
  } finally {
    await db.end();
  }
}

async function copied(sql: Sql, from: number, to: number): Promise<void> {
  await sql`
    with copies as (
      select n, 'haz-' || lpad((n % ${LIVED} + 1)::text, 6, '0') as model, jsonb_build_object(
        'region', 'town-' || n % 23, 'sector', '行业' || n % 19, 'lead', 'dep-' || n % 17) as place
      from generate_series(${from}::integer, ${to - 1}::integer) n
    ), openings as (
      insert into ledger select r.* from copies c join ledger l on l.matter_id = c.model and l.seq = 1,
        jsonb_populate_record(l, c.place || jsonb_build_object('matter_id', 'haz-' || c.n)) r
    )
    insert into matters select r.* from copies c join matters m on m.id = c.model,
      jsonb_populate_record(m, c.place || jsonb_build_object('id', 'haz-' || c.n, 'number', 'YH-' || c.n)) r`;
}
