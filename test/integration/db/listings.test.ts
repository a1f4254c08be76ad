import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { publicListings } from '../../../db/queries/public-listings.ts';
import { statistics } from '../../../db/queries/statistics.ts';
import { BODY } from '../../support/hazard-bodies.ts';
import { matter, REPORT } from '../../support/hazard-story.ts';
import { keepLife } from '../../support/keep-life.ts';
import { recordedLife, type Life } from '../../support/recorded-life.ts';
import { freshDatabase } from '../../support/system.ts';

let db: Db;
let lives = 0;
beforeAll(async () => {
  db = connect(await freshDatabase());
  await db.sql`insert into units (id, kind, name, short_name, valid_from) values
    ('ent', 'enterprise', '宏达厂', '宏达', '2026-01-01'), ('town', 'township', '城关镇', '城关', '2026-01-01')`;
});
afterAll(() => db.end());

/** A hazard that was verified, with a life of its own. */
function verified(): Life {
  lives += 1;
  const life = recordedLife({ nth: lives });
  life.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  life.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  return life;
}
function major(): Life {
  const life = verified();
  life.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
  life.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00');
  return life;
}
function listed(): Life {
  const life = major();
  life.say('xianzhang', 'DecideRung', { rung: 'list', clock: 'T', decision: 'issue' }, '2026-03-02 13:00');
  return life;
}
async function keep(...all: readonly Life[]): Promise<void> {
  for (const life of all) await keepLife(db, life);
}

test('the public reads of listed major hazards in the work, and of nothing else in them', async () => {
  const assigned = listed();
  assigned.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00');
  const general = listed();
  general.say('yj-jb', 'Grade', BODY.general, '2026-03-02 14:00');
  general.say('awb-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 14:30');
  const merged = listed();
  merged.say('awb-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, '2026-03-02 14:00');
  await keep(assigned, major(), general, merged, verified());
  expect(await publicListings(db)).toEqual([
    {
      number: 'YH-2026-000001',
      title: '配电箱无漏电保护',
      unit: '宏达厂',
      township: '城关镇',
      level: 'county',
      listedAt: '2026-03-02T13:00:00.000+08:00',
      due: '2026-06-02T00:00:00.000+08:00',
      status: 'assigned',
    },
  ]);
});

test('the listing rate is of the major hazards that are neither rejected, merged nor transferred', async () => {
  // So far one was listed, one was not, and one that was listed was merged; what turned out general is none of them.
  expect(await statistics(db)).toMatchObject({ found: 5, merged: 1, major: 2, majorListed: 1, listingRate: 50 });
  await keep(listed());
  expect(await statistics(db)).toMatchObject({ major: 3, majorListed: 2, listingRate: 66.7 });
  expect(await statistics(db, { region: 'far' })).toMatchObject({ major: 0, listingRate: null });
});
