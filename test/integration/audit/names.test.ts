import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesFrom } from '../../../audit/story/names.ts';
import { connect, type Db } from '../../../db/client.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import { freshDatabase } from '../../support/system.ts';

let db: Db;
beforeAll(async () => {
  db = connect(await freshDatabase());
  await db.sql`insert into units (id, kind, name, short_name, valid_from) values ('u-x', 'office', '某某局', '某局', '2020-01-01')`;
  await db.sql`insert into posts (id, unit, rank, role, title, valid_from) values ('po-x', 'u-x', 3, 'head', '局长', '2020-01-01')`;
  await db.sql`insert into people (id, name) values ('per-a', '张三'), ('per-b', '李四')`;
  await db.sql`insert into tenures (post, person, valid_from, valid_to) values
    ('po-x', 'per-a', '2020-01-01', '2021-05-31'), ('po-x', 'per-b', '2021-06-01', null)`;
});
afterAll(() => db.end());

describe('the names in a story', () => {
  it('say of a post who held it then, and mark one who does not any more', async () => {
    const nameOf = await namesFrom(db);
    const at = (day: string) => `${day}T12:00:00.000+08:00` as Instant;
    expect(nameOf('po-x', at('2021-05-31'))).toBe('局长 张三（时任）');
    expect(nameOf('po-x', at('2021-06-01'))).toBe('局长 李四');
    expect(nameOf('po-x', at('2019-01-01'))).toBe('局长');
    expect(nameOf('po-x')).toBe('局长');
  });

  it('are those of units and people as the registers have them, else the id', async () => {
    const nameOf = await namesFrom(db);
    expect([nameOf('u-x'), nameOf('per-a'), nameOf('per-none')]).toEqual(['某局', '张三', 'per-none']);
  });
});
