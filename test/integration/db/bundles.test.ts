import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { madeWith } from '../../../audit/releases/made-with.ts';
import { bundleContent, bundlesKept, keepBundle } from '../../../db/bundles.ts';
import { sha256 } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { startKeeping } from '../../../worker/keep-bundle.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { freshDatabase } from '../../support/system.ts';

const AT = instantOf(Date.parse('2026-11-22T04:00:00Z'));
const CODE = 'exports.hazard = 1; // 隐患';
const BUNDLE = { hash: sha256(CODE), code: CODE, version: '0.9.0', sdk: '1.24.0', node: 'v20.20.2', lock: '{"甲": 1}' };

describe('the code that ran', () => {
  let url: string;
  let db: Db;
  beforeEach(async () => {
    url = await freshDatabase();
    db = connect(url);
  });
  afterEach(() => db.end());

  const trailed = () => db.sql`select at, type, actor, subject, data from trail where type = 'BundleKept' order by seq`;

  test('is kept with what it was made with, and the trail says so', async () => {
    expect(await keepBundle(db, BUNDLE, AT)).toBe(true);
    const { hash, version, sdk, node, code, lock } = BUNDLE;
    const lockHash = sha256(lock);
    expect(await bundlesKept(db)).toEqual([{ hash, version, sdk, node, lockHash, keptAt: AT }]);
    expect(await bundleContent(db, hash)).toEqual({ code, lock });
    expect(await trailed()).toEqual([
      {
        at: AT,
        type: 'BundleKept',
        actor: { process: 'worker' },
        subject: `bundle/${hash}`,
        data: { version, sdk, node, lockHash },
      },
    ]);
    expect(await bundleContent(db, sha256('another'))).toBeNull();
  });

  test('is kept once, also by workers that start at the same moment', async () => {
    const kept = await Promise.all([1, 2, 3, 4].map(() => keepBundle(db, BUNDLE, AT)));
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect(await keepBundle(db, BUNDLE, AT)).toBe(false);
    expect(await bundlesKept(db)).toHaveLength(1);
    expect(await trailed()).toHaveLength(1);
  });

  test('is not kept without its word in the trail', async () => {
    const owner = connect(url, { max: 1, settings: { role: 'none' } });
    await owner.sql`alter table trail add constraint nothing_more check (type <> 'BundleKept')`;
    await owner.end();
    await expect(keepBundle(db, BUNDLE, AT)).rejects.toThrow('nothing_more');
    expect(await bundlesKept(db)).toEqual([]);
  });

  test('cannot be changed or taken away', async () => {
    await keepBundle(db, BUNDLE, AT);
    await expect(db.sql`update bundles set code = ''`).rejects.toThrow(/append-only/);
    await expect(db.sql`delete from bundles`).rejects.toThrow(/append-only/);
  });

  test('is kept by the worker in the background, as soon as there is a database', async () => {
    const said: string[] = [];
    const say = (_: object, message: string) => void said.push(message);
    const log = { debug: say, info: say, warn: say, error: say };
    const owner = connect(url, { max: 1, settings: { role: 'none' } });
    await owner.sql`alter table bundles rename to away`;
    const keeping = startKeeping(db, BUNDLE, log);
    await expect.poll(() => said).toEqual(['a round failed and is tried again']);
    await owner.sql`alter table away rename to bundles`;
    keeping.hurry();
    await expect.poll(() => bundlesKept(db)).toHaveLength(1);
    await keeping.stop();
    await owner.end();
    const { version, sdk, node, lock } = madeWith();
    expect(await bundlesKept(db)).toMatchObject([{ hash: BUNDLE.hash, version, sdk, node, lockHash: sha256(lock) }]);
    expect(said.slice(1)).toEqual(['the code that runs is kept', 'a round succeeds again']);
  });
});
