import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBackup } from '../../../db/backup/check.ts';
import { restore } from '../../../db/backup/restore.ts';
import { backup } from '../../../db/backup/write.ts';
import { append } from '../../../db/ledger.ts';
import { connect } from '../../../db/client.ts';
import { recordedLife } from '../../support/recorded-life.ts';
import { freshDatabase } from '../../support/system.ts';
import { asOwner, contentOf, NO_FOLDERS, QUIET, scratch, type Scratch } from './scratch.ts';

let url: string;
let home: Scratch;

beforeAll(async () => {
  url = await freshDatabase();
  home = scratch(url);
});
afterAll(() => home.close());

describe('a backup', () => {
  it('restores', async () => {
    const file = join(home.folder, 'one.zip');
    const before = await contentOf(url);
    const { manifest } = await backup(url, file, QUIET, NO_FOLDERS);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await checkBackup(file, QUIET)).faults).toEqual([]);
    const into = await home.emptyDatabase();
    await restore(file, into, QUIET, NO_FOLDERS);
    const after = await contentOf(into);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const table of Object.keys(before)) {
      if (table === 'public.trail') continue;
      expect({ table, rows: after[table] }).toEqual({ table, rows: before[table] });
    }
    console.log(manifest.tables.map((t) => [t.table, t.rows]));
  });
});
