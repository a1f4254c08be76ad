import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditorOf } from '../../../audit/auditor.ts';
import { codeOf } from '../../../audit/code.ts';
import { writeFolder } from '../../../audit/exported/folder.ts';
import { makeExport, type Made } from '../../../audit/exported/make.ts';
import { evidenceFile, MORE_FILES, type BundleFiles } from '../../../audit/exported/names.ts';
import { verifyExport } from '../../../audit/exported/verify-export.ts';
import { at } from '../../../audit/history/history-json.ts';
import { storeOf } from '../../../db/archive/store.ts';
import { contentId } from '../../../db/chain.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { workflowBundle } from '../../support/system.ts';
import { forged } from '../audit/exported-bundle.ts';
import { fileOf, importSystem, yearRows, type ImportSystem } from './import-system.ts';

const root = mkdtempSync(join(tmpdir(), 'bihuan-imported-'));
const rows = yearRows().filter((row) => row.整改状态 === '已销号').slice(0, 3); // prettier-ignore
let system: ImportSystem;
let content: Buffer;
let made: Made;
let laid = 0;

beforeAll(async () => {
  system = await importSystem();
  content = await fileOf(rows);
  expect(await system.bring(content, 'ledger.csv')).toMatchObject({ archived: 3, errors: [] });
  const { db, temporal } = system.ctx;
  const auditor = auditorOf({ db, temporal, archive: storeOf(db, null), seal: { dir: root } }, workflowBundle().code);
  const [row] = await db.sql<{ id: MatterId }[]>`select matter_id as id from ledger order by matter_id limit 1`;
  made = await makeExport(auditor, row?.id ?? ('' as MatterId));
}, 60_000);
afterAll(async () => {
  await system.close();
  rmSync(root, { recursive: true });
});

async function verified(files: BundleFiles) {
  laid += 1;
  const folder = join(root, laid.toString());
  writeFolder(folder, made.verdict.id, files);
  return await verifyExport(folder, codeOf(workflowBundle().code));
}

function imported(): Record<string, unknown> {
  return JSON.parse(String(made.files.get(MORE_FILES.imported))) as Record<string, unknown>;
}

describe('the bundle of a matter that was closed when it was imported', () => {
  it('holds its row as its witness and of the file the hash alone, which is said, and verifies', async () => {
    expect(made.evidence.history).toBeNull();
    const { file, name, row } = imported();
    expect({ name, hasRow: typeof row }).toEqual({ name: 'ledger.csv', hasRow: 'number' });
    expect(file).toBe(contentId(content));
    const { ok, first, notes } = await verified(made.files);
    expect({ ok, first }).toEqual({ ok: true, first: null });
    expect(notes).toContainEqual(expect.stringContaining(`来源文件 ${String(file)} 中有其他单位的各行，不在证据包中`));
    for (const page of ['README.md', 'index.html'])
      expect(String(made.files.get(page))).toContain('向存有原件的一方核对');
  });

  it('holds nothing of the other rows', () => {
    const others = rows
      .map((row) => String(row.隐患描述))
      .filter((text) => text !== at(imported(), 'said', 'description'));
    expect(others).toHaveLength(2);
    const all = Buffer.concat([...made.files.values()]);
    for (const text of others) expect(all.includes(text)).toBe(false);
    expect(all.includes(content)).toBe(false);
  });

  it('does not verify with another file, another row, or none', async () => {
    const { file, said } = imported();
    const change = async (changes: Parameters<typeof forged>[1]) => (await verified(forged(made.files, changes))).first;
    const other = { ...imported(), said: { ...(said as object), description: '另一件' } };
    expect(await change({ [evidenceFile(String(file))]: '另一份' })).toMatchObject({ witness: 'evidence', seq: 1 });
    const listed = JSON.parse(String(made.files.get(MORE_FILES.evidence))) as object[];
    const unexplained = listed.map((one) => ({ ...one, why: null }));
    expect((await change({ [MORE_FILES.evidence]: JSON.stringify(unexplained) }))?.what).toContain('导出时即未保存');
    const row = await change({ [MORE_FILES.imported]: JSON.stringify(other) });
    expect(row).toMatchObject({ witness: 'history', seq: 1 });
    expect(row?.what).toContain('来源行');
    const elsewhere = { ...imported(), file: `sha256:${'0'.repeat(64)}` };
    expect((await change({ [MORE_FILES.imported]: JSON.stringify(elsewhere) }))?.what).toContain(
      '不是台账所记的来源文件',
    );
    for (const nothing of ['null', '', null])
      expect(await change({ [MORE_FILES.imported]: nothing })).toMatchObject({ witness: 'history' });
  });
});
