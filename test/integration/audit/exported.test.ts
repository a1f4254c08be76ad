import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import yazl from 'yazl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../../audit/code.ts';
import { gather, UnknownMatter } from '../../../audit/evidence.ts';
import { writeFolder } from '../../../audit/exported/folder.ts';
import { makeExport, type Made } from '../../../audit/exported/make.ts';
import { FILES, MORE_FILES, NotAnExport } from '../../../audit/exported/names.ts';
import { bundleAt } from '../../../audit/exported/place.ts';
import { verifyExport } from '../../../audit/exported/verify-export.ts';
import { zipOf } from '../../../audit/exported/zip.ts';
import { auditOrder } from '../../../audit/order.ts';
import { stoodAt } from '../../../audit/story/tell.ts';
import { judge } from '../../../audit/judge.ts';
import { verify } from '../../../audit/verify.ts';
import { verifyMany } from '../../../audit/verify-many.ts';
import { sha256 } from '../../../db/chain.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { ERRAND } from '../../replay/errand-kind.ts';
import { errandRun, type ErrandRun } from '../../replay/errand-run.ts';
import { bench } from './exported-bundle.ts';

const at = bench();
let run: ErrandRun;
let id: MatterId;
let made: Made;
let folder: string;

beforeAll(async () => {
  run = await errandRun();
  id = await run.finished();
  made = await makeExport(run.auditor, id);
  folder = at.lay(made.files);
});

afterAll(async () => {
  at.clear();
  await run.close();
});

const offline = (place: string) => verifyExport(place, codeOf(run.auditor.code), { kindOf: run.auditor.kindOf });

describe('an exported matter', () => {
  it('is verified without server or database', async () => {
    expect(await offline(folder)).toMatchObject({ id, ok: true, first: null });
  });

  it('explains itself in Chinese, with the story of every step and of what was refused', () => {
    for (const file of [FILES.readme, MORE_FILES.page]) {
      const page = readFileSync(join(folder, file), 'utf8');
      expect(page).toContain('三份记录一致');
      expect(page).toContain('verify --offline');
      for (const word of ['开始', '记事', '提醒', '办结', '未予办理：没有内容。']) expect(page).toContain(word);
    }
  });

  it('is found out when one of its files was changed', async () => {
    const copy = at.copy(folder);
    const file = join(copy, FILES.ledger);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"甲"', '"伪"'));
    expect((await offline(copy)).first).toMatchObject({ witness: 'ledger', seq: 3 });
  });

  it('is refused for a place that is none', async () => {
    await expect(offline(tmpdir())).rejects.toThrow(NotAnExport);
    await expect(offline(join(at.root, 'nowhere'))).rejects.toThrow(NotAnExport);
    await expect(offline(at.file('x.zip', Buffer.from('no zip')))).rejects.toThrow(NotAnExport);
  });

  it('gives way to a newer one of the same matter, and nothing else does', async () => {
    const copy = at.copy(folder);
    writeFolder(copy, id, new Map([...made.files].filter(([name]) => name !== FILES.readme)));
    expect(existsSync(join(copy, FILES.readme))).toBe(false);
    writeFolder(copy, id, made.files);
    expect((await offline(copy)).ok).toBe(true);
    expect(() => { writeFolder(copy, 'err-other', made.files); }).toThrow(NotAnExport); // prettier-ignore
    const own = join(copy, 'notes.txt');
    writeFileSync(own, 'mine');
    expect(() => { writeFolder(copy, id, made.files); }).toThrow(/notes.txt/); // prettier-ignore
    expect(readFileSync(own, 'utf8')).toBe('mine');
  });
});

describe('a bundle in one zip', () => {
  const zip = async () => at.file('matter.zip', await zipOf(made.files));

  it('says what the folder says', async () => {
    expect(await offline(await zip())).toEqual(await offline(folder));
  });

  it('has the same bytes wherever and whenever it is packed, also by the next version of the packer', async () => {
    const files = new Map([['a.json', Buffer.from('{}')], ['evidence/00', Buffer.from('照片')]]); // prettier-ignore
    expect(sha256(await zipOf(files))).toBe('1c527d0905b477d5518101e26a8c4c0508b26f3dc6daf8c70e2e10575a25988b');
  });

  it('is not as it was exported with any byte changed, also where no file lies', async () => {
    const original = await zipOf(made.files);
    const missed: number[] = [];
    // The headers at the start and the directory at the end, and here and there between them.
    const places = [...range(70), ...range(200).map((i) => original.length - 1 - i), ...range(20).map((i) => Math.floor((original.length * (i + 0.5)) / 20))]; // prettier-ignore
    for (const place of places) {
      const bytes = Buffer.from(original);
      bytes[place] = (bytes[place] ?? 0) ^ 1;
      const wrapping = await bundleAt(at.file('flipped.zip', bytes)).then((found) => found.wrapping, String);
      if (wrapping === null) missed.push(place);
    }
    expect(missed).toEqual([]);
  });

  it('that was packed anew says so', async () => {
    const packed = await packedBy((other) => {
      for (const [name, content] of made.files) other.addBuffer(content, name);
    });
    const { ok, first } = await offline(at.file('other.zip', packed));
    expect({ ok, witness: first?.witness }).toEqual({ ok: false, witness: 'export' });
    expect(first?.what).toContain('压缩包不是导出时的写法');
  });

  it.each([
    ['absolute', 'xetc/passwd', '/etc/passwd'],
    ['above', 'xx/passwd', '../passwd'],
    ['of another system', 'xxxpasswd', '..\\passwd'],
    ['two folders deep', 'axb/c', 'a/b/c'],
  ])('with a name that leads elsewhere, %s, is not opened', async (_, plain, name) => {
    const packed = await packedBy((other) => { other.addBuffer(Buffer.from('x'), plain); }); // prettier-ignore
    const bytes = Buffer.from(packed.toString('latin1').replaceAll(plain, name), 'latin1');
    await expect(offline(at.file('slip.zip', bytes))).rejects.toThrow(NotAnExport);
  });

  it('with one name twice, or that says it holds more than anybody wants, is not opened', async () => {
    const twice = await packedBy((other) => {
      other.addBuffer(Buffer.from('1'), 'matter.json');
      other.addBuffer(Buffer.from('2'), 'matter.json');
    });
    await expect(offline(at.file('twice.zip', twice))).rejects.toThrow(/两个 matter.json/);
    const bomb = await packedBy((other) => { other.addBuffer(Buffer.alloc(1_000), 'matter.json'); }); // prettier-ignore
    // The directory's declared size, four bytes little-endian, 24 after its signature.
    const place = bomb.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24;
    bomb.writeUInt32LE(2_000_000_000, place);
    await expect(offline(at.file('bomb.zip', bomb))).rejects.toThrow(/太大/);
    bomb.writeUInt32LE(10, place);
    await expect(offline(at.file('liar.zip', bomb))).rejects.toThrow(/无法打开/);
  });
});

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

async function packedBy(fill: (zip: yazl.ZipFile) => void): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  fill(zip);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

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
    const order = auditOrder(() => Promise.resolve(run.auditor));
    await order({ matterId: id, key: 'audit-1' });
    await order({ matterId: id, key: 'audit-1' });
    const rows = await db.sql`select document, data from documents where matter_id = ${id}`;
    expect(rows).toEqual([{ document: 'Audit', data: { ok: true, first: null } }]);
  });
});
