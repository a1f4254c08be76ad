import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather, type Evidence } from '../../../audit/evidence.ts';
import { verify } from '../../../audit/verify.ts';
import { connect, type Db } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { foldFingerprint, refold } from '../../../db/refold.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { errandRun, type ErrandRun } from '../../replay/errand-run.ts';
import { freshDatabase } from '../../support/system.ts';

describe('projections that older code folded', () => {
  let run: ErrandRun;
  let id: MatterId;
  let evidence: Evidence;
  const said: string[] = [];
  const prepare = (code: string) => refold(run.auditor.db, code, (sentence) => said.push(sentence), run.auditor.kindOf);
  /** As code left it that did not know of the notes yet. */
  const foldAsBefore = () =>
    run.auditor.db.sql`update matters set state = state - 'notes', title = '' where id = ${id}`;

  beforeAll(async () => {
    run = await errandRun();
    id = await run.finished();
    evidence = await gather(run.auditor, id);
    await prepare('older code');
  });
  afterAll(() => run.close());

  it('differ from today’s fold until a preparation on the new code folds them anew, and says so', async () => {
    await foldAsBefore();
    expect((await verify(run.auditor, id)).first).toMatchObject({ witness: 'projection' });
    said.length = 0;
    expect(await prepare('newer code')).toBe(1);
    expect(await verify(run.auditor, id)).toEqual({ id, ok: true, first: null });
    expect((await gather(run.auditor, id)).projection).toEqual(evidence.projection);
    expect(said).toEqual(['办理规则的代码已更新，正在由台账重新推算一览表，共 1 件', '一览表已重新推算 1/1 件']);
  });

  it('are left alone by a second start on the same code', async () => {
    await foldAsBefore();
    expect(await prepare('newer code')).toBeNull();
    expect((await verify(run.auditor, id)).ok).toBe(false);
  });
});

describe('a migration', () => {
  let db: Db;
  let url: string;
  const isStray = async () => (await db.sql`select 1 from matters where id = 'haz-stray'`).length > 0;
  const leaveStray = () => db.sql`
    insert into matters (id, kind, number, title, status, open, level, round, deadlines, proposals, units, imported,
      opened_at, opened_by, heard_at, version, last_hash, state, summary)
    values ('haz-stray', 'hazard', 'X', '', 'x', true, 0, 1, '[]', '[]', '{}', false, now(), '', now(), 1, '', '{}', '{}')`;

  beforeAll(async () => {
    url = await freshDatabase();
    db = connect(url, { max: 1 });
  });
  afterAll(() => db.end());

  it('folds anew when the sources that fold are others than the last time, and only then', async () => {
    await leaveStray();
    await migrate(url);
    expect(await isStray()).toBe(true);
    await db.sql`update folds set fingerprint = 'older'`;
    await migrate(url);
    expect(await isStray()).toBe(false);
    expect(await db.sql`select fingerprint from folds`).toEqual([{ fingerprint: foldFingerprint() }]);
  });
});
