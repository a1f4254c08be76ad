import { connect, type Sql } from '../../db/client.ts';
import { FINDINGS, PLACES } from '../county/words.ts';
import { fill } from '../rehearsal/fill.ts';
import { yearOfLives } from '../rehearsal/lives.ts';

/** So many lives are lived; all others are copies of them, found elsewhere, in other words, under another department. */
const LIVED = 400;
const AT_A_TIME = 50_000;
/** How many there are of each; prime to each other and to `LIVED`, so that every pairing comes up. */
const DEPARTMENTS = 17;
const TOWNSHIPS = 23;
const SECTORS = 19;
const ENTERPRISES = 20_011;
/** Of copies of what was forgotten so many stay away: at the year's end two in a hundred are open, not eleven. */
const ONE_OPEN_OF = 5;

/**
 * Fills a year with `count` hazards, states and opening events as large as real ones, in a county of 17 departments, 23
 * townships and some 20,000 enterprises. Of copies the ledger holds the opening alone: nothing else of it is counted.
 */
export async function fillYear(url: string, count: number): Promise<void> {
  const db = connect(url, { name: 'bench fill', max: 1, settings: { role: 'none', statement_timeout: '0' } });
  try {
    await fill(db, yearOfLives(Math.min(LIVED, count)), () => undefined);
    await county(db.sql);
    await models(db.sql);
    // Nobody is told of what is copied, and indexes are made once, when all stands.
    await db.sql`set session_replication_role = replica`;
    const indexes = await withoutIndexes(db.sql);
    const copies = [await copying(db.sql, 'matters', OF_MATTER), await copying(db.sql, 'ledger', OF_OPENING)];
    for (let from = LIVED; from < count; from += AT_A_TIME) {
      const to = Math.min(from + AT_A_TIME, count);
      for (const copied of copies) await db.sql.unsafe(copied, [from, to - 1]);
      process.stderr.write(`\r已备 ${to.toString()}/${count.toString()} 件 `);
    }
    process.stderr.write('\n');
    await db.sql`set maintenance_work_mem = '1GB'`;
    for (const index of indexes) await db.sql.unsafe(index);
    await db.sql`drop table words, lives, like_matters, like_ledger`;
    await db.sql`vacuum analyze`;
  } finally {
    await db.end();
  }
}

/** Departments, townships and enterprises, each with an officer in their post, and 安委办. */
async function county(sql: Sql): Promise<void> {
  await sql`
    with u as (insert into units (id, kind, name, short_name, valid_from) values ('awb', 'office', '安委办', '安委办', '2020-01-01')),
    o as (insert into posts (id, unit, rank, role, title, valid_from) values ('awb-jb', 'awb', 1, 'office', '经办人', '2020-01-01')),
    p as (insert into people (id, name) values ('p-awb-jb', '安经办'))
    insert into tenures (post, person, valid_from) values ('awb-jb', 'p-awb-jb', '2020-01-01')`;
  const kinds = [['department', 'dep', DEPARTMENTS], ['township', 'town', TOWNSHIPS], ['enterprise', 'ent', ENTERPRISES]]; // prettier-ignore
  for (const [kind = '', prefix = '', count = 0] of kinds)
    await sql`
      with made as (select ${prefix} || '-' || n as id, ${prefix} || n as name from generate_series(0, ${count}::integer - 1) n),
      u as (insert into units (id, kind, name, short_name, valid_from) select id, ${kind}, name, name, '2020-01-01' from made),
      o as (insert into posts (id, unit, rank, role, title, valid_from)
        select id || '-jb', id, 1, ${kind}, '经办人', '2020-01-01' from made),
      p as (insert into people (id, name) select 'p-' || id || '-jb', name from made)
      insert into tenures (post, person, valid_from) select id || '-jb', 'p-' || id || '-jb', '2020-01-01' from made`;
}

/** What copies are made of: each life under each department, stored as it will lie, and what inspectors write. */
async function models(sql: Sql): Promise<void> {
  for (const table of ['matters', 'ledger'])
    await sql.unsafe(`
      create table like_${table} as
      select nth, d as department, r.* from generate_series(0, ${(DEPARTMENTS - 1).toString()}) d,
        (select row_number() over (order by id) - 1 as nth, id from matters) k,
        ${table} l, jsonb_populate_record(null::${table}, replace(replace(to_jsonb(l)::text,
          '"yj', '"dep-' || d), '"p-yj', '"p-dep-' || d)::jsonb) r
      where k.id = l.${table === 'matters' ? 'id' : 'matter_id and l.seq = 1'};
      create unique index on like_${table} (nth, department);
      analyze like_${table}`);
  // Each life, and the closed one that stands for it where it is left out.
  await sql`
    create table lives as select nth, case when open then shut[1 + nth % cardinality(shut)] else nth end as shut
    from like_matters, (select array_agg(nth) as shut from like_matters where department = 0 and not open) s
    where department = 0`;
  const said = Object.values(FINDINGS).flatMap((all) =>
    all.flatMap((one) => PLACES.map((at) => one.replace('{p}', at))),
  );
  await sql`create table words as select * from unnest(${said}::text[]) with ordinality as w (said, nth)`;
}

const MORNING = `make_interval(secs => n % 28800 * 7919 % 28800)`;
const PLACE = {
  region: `'town-' || n % ${TOWNSHIPS.toString()}`,
  sector: `'行业' || n % ${SECTORS.toString()}`,
};
/** What a copy has of its own, as expressions of its number `n`, its model `l` and its words `w`. */
const OF_MATTER: Readonly<Record<string, string>> = {
  ...PLACE,
  id: `'haz-' || n`,
  number: `'YH-2026-' || lpad(n::text, 7, '0')`,
  title: `w.said`,
  subject: `'ent-' || n % ${ENTERPRISES.toString()}`,
  units: `array[l.lead, 'town-' || n % ${TOWNSHIPS.toString()}, 'ent-' || n % ${ENTERPRISES.toString()}]`,
  opened_at: `l.opened_at + ${MORNING}`,
  // At the year's end all of them lie with 安委办; of a real county most lie with those who must act.
  holder_post: `case when l.open then case n % 3 when 0 then l.holder_post when 1 then l.lead || '-jb'
    else 'ent-' || n % ${ENTERPRISES.toString()} || '-jb' end else l.holder_post end`,
  holder_unit: `case when l.open then case n % 3 when 0 then l.holder_unit when 1 then l.lead
    else 'ent-' || n % ${ENTERPRISES.toString()} end else l.holder_unit end`,
};
const OF_OPENING: Readonly<Record<string, string>> = { ...PLACE, matter_id: `'haz-' || n`, at: `l.at + ${MORNING}` };

/** The statement that copies a table's rows for the numbers $1 to $2; what is not a copy's own is taken as it is stored. */
async function copying(sql: Sql, table: string, own: Readonly<Record<string, string>>): Promise<string> {
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
    order by attnum`;
  return `
    insert into ${table} select ${columns.map(({ name }) => own[name] ?? `l.${name}`).join(', ')}
    from generate_series($1::integer, $2::integer) n
      join lives k on k.nth = n % ${LIVED.toString()}
      join like_${table} l on l.nth = case when n / ${LIVED.toString()} % ${ONE_OPEN_OF.toString()} = 0 then k.nth else k.shut end
        and l.department = n % ${DEPARTMENTS.toString()}
      join words w on w.nth = n * 31 % (select count(*) from words) + 1`;
}

/** Drops what indexes both tables have; answers how they are made. What keeps keys unique stays. */
async function withoutIndexes(sql: Sql): Promise<readonly string[]> {
  const found = await sql<{ name: string; made: string }[]>`
    select indexname as name, indexdef as made from pg_indexes
    where schemaname = 'public' and tablename in ('matters', 'ledger') and indexdef not like 'CREATE UNIQUE%'
      -- What files are cited by is not asked here, and takes longest to make.
    order by indexname`;
  for (const { name } of found) await sql`drop index ${sql(name)}`;
  return found.flatMap(({ name, made }) => (name === 'ledger_files' ? [] : [made]));
}
