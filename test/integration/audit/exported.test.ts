import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../audit/code.ts';
import { gather, UnknownMatter } from '../../../audit/evidence.ts';
import { FILES, NotAnExport, writeExport } from '../../../audit/exported/folder.ts';
import { readmeOf } from '../../../audit/exported/readme.ts';
import { verifyExport } from '../../../audit/exported/verify-export.ts';
import { auditOrder } from '../../../audit/order.ts';
import { namesFrom } from '../../../audit/story/names.ts';
import { stoodAt, tell } from '../../../audit/story/tell.ts';
import { judge, verify } from '../../../audit/verify.ts';
import { verifyMany } from '../../../audit/verify-many.ts';
import { verdictOf } from '../../../audit/verdict.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { ERRAND } from '../../replay/errand-kind.ts';
import { errandRun, type ErrandRun } from '../../replay/errand-run.ts';

let run: ErrandRun;
let id: MatterId;
let folder: string;

beforeAll(async () => {
  run = await errandRun();
  id = await run.finished();
  folder = mkdtempSync(join(tmpdir(), 'bihuan-export-'));
  const evidence = await gather(run.auditor, id);
  const { differences, entries } = await judge(evidence, run.auditor.code, run.auditor.kindOf);
  const code = codeOf(run.auditor.code);
  const story = tell(ERRAND, entries, await namesFrom(run.auditor.db));
  writeExport(folder, evidence, code, readmeOf(evidence, code, verdictOf(id, differences), story));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await run.close();
});

const offline = () => verifyExport(folder, codeOf(run.auditor.code), null, run.auditor.kindOf);

describe('an exported matter', () => {
  it('is verified without server or database', async () => {
    expect(await offline()).toMatchObject({ id, ok: true, first: null });
  });

  it('explains itself in Chinese, with the story of every step and of what was refused', () => {
    const page = readFileSync(join(folder, FILES.readme), 'utf8');
    expect(page).toContain('三份记录一致');
    expect(page).toContain('verify --offline');
    for (const word of ['开始', '记事', '提醒', '办结', '未予办理：没有内容。']) expect(page).toContain(word);
  });

  it('is found out when one of its files was changed', async () => {
    const file = join(folder, FILES.ledger);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('"甲"', '"伪"'));
    expect((await offline()).first).toMatchObject({ witness: 'ledger', seq: 3 });
    writeFileSync(file, before);
  });

  it('is refused for a folder that is none, and is not written over another matter', async () => {
    await expect(verifyExport(tmpdir(), codeOf(run.auditor.code))).rejects.toThrow(NotAnExport);
    const evidence = await gather(run.auditor, id);
    expect(() => {
      writeExport(folder, { ...evidence, id: 'err-other' as MatterId }, codeOf(''), '');
    }).toThrow(NotAnExport);
    expect((await offline()).ok).toBe(true);
  });
});

describe('the moment asked for', () => {
  it('is the state after all that had been heard by then, and nothing before the opening', async () => {
    const { entries } = await judge(await gather(run.auditor, id), run.auditor.code, run.auditor.kindOf);
    const events = entries.flatMap((entry) => entry.events);
    const third = events[2]?.heardAt ?? '';
    expect(stoodAt(ERRAND, events, third)).toMatchObject({ version: 3, state: { notes: ['甲'] } });
    expect(stoodAt(ERRAND, events, '2020-01-01T00:00:00.000+08:00')).toBeNull();
  });
});

describe('many matters', () => {
  it('are answered in the order asked for, each seen once', async () => {
    const other = await run.finished();
    const seen: string[] = [];
    const verdicts = await verifyMany(run.auditor, [other, id], (verdict) => seen.push(verdict.id));
    expect(verdicts.map((verdict) => [verdict.id, verdict.ok])).toEqual([
      [other, true],
      [id, true],
    ]);
    expect(seen.toSorted()).toEqual([id, other].toSorted());
  });

  it('do not hold one that no record knows', async () => {
    await expect(verify(run.auditor, 'err-none' as MatterId)).rejects.toThrow(UnknownMatter);
  });
});

describe('an ordered audit', () => {
  it('draws its verdict up under the key of the order, once', async () => {
    const { db } = run.auditor;
    const order = auditOrder({ ...run.auditor }, run.auditor.code, run.auditor.kindOf);
    await order({ matterId: id, key: 'audit-1' });
    await order({ matterId: id, key: 'audit-1' });
    const rows = await db.sql`select document, data from documents where matter_id = ${id}`;
    expect(rows).toEqual([{ document: 'Audit', data: { ok: true, first: null } }]);
  });
});
