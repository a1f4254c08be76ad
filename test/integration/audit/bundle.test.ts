import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { archiveRun } from '../../../activities/archive/archive-run.ts';
import { codeOf } from '../../../audit/code.ts';
import { makeExport, type Made } from '../../../audit/exported/make.ts';
import { codeFile, evidenceFile, FILES, MORE_FILES, type BundleFiles } from '../../../audit/exported/names.ts';
import { readExport } from '../../../audit/exported/read.ts';
import { withMatter } from '../../../audit/exported/shapes.ts';
import { verifyExport, type Trust } from '../../../audit/exported/verify-export.ts';
import { sealIndexAt } from '../../../audit/seal-index.ts';
import { signerAt } from '../../../audit/seals/keys.ts';
import { sealHeads } from '../../../audit/seals/run.ts';
import { sha256 } from '../../../db/chain.ts';
import { keepEvidence, seal } from '../../../db/evidence.ts';
import { appendTrail } from '../../../db/trail.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId } from '../../../workflows/kernel/terms.ts';
import { errandRun, type ErrandRun } from '../../replay/errand-run.ts';
import { sealSettings } from '../../support/seals.ts';
import { bench, forged, namedOf } from './exported-bundle.ts';

const SECRET = '张某某家住某村';
const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const at = bench();
const settings = sealSettings();
let run: ErrandRun;
let id: MatterId;
let made: Made;
let files: BundleFiles;
let photo: string;
let paper: string;

beforeAll(async () => {
  run = await errandRun();
  const { db, temporal, archive } = run.auditor;
  const now = instantOf(Date.now());
  const about = { uploader: 'per-x' as PersonId, at: now };
  photo = (await keepEvidence(db, Buffer.from('一张照片'), { type: 'image/png', name: '<script>现场.png', ...about }))
    .id;
  paper = (await keepEvidence(db, Buffer.from('一份文书'), { type: 'application/pdf', name: null, ...about })).id;
  const going = run.finished(`${photo} ${await seal(db, SECRET, now)}`);
  // Sealed while it goes on, when it is over, and again when something else has moved.
  await vi.waitFor(async () => { expect(await db.sql`select from ledger`).not.toEqual([]); }, 10_000); // prettier-ignore
  await sealNow();
  id = await going;
  await draw('paper', 'Paper', {}, paper);
  await draw('audit-x', 'Audit', { what: `证据文件 sha256:${'0'.repeat(64)} 未保存` }, null);
  await appendTrail(db, {
    at: now,
    type: 'HistoryRead',
    actor: { person: 'per-x' },
    subject: `errand/${id}`,
    data: {},
  });
  const { runId } = await temporal.client.workflow.getHandle(id).describe();
  const { signal: stopping } = new AbortController();
  await archiveRun({ db, temporal, archive, log: SILENT, now: () => now, stopping }, { matterId: id, runId }, true);
  await sealNow();
  await appendTrail(db, { at: now, type: 'SignedIn', actor: { person: 'per-x' }, subject: null, data: {} });
  await sealNow();
  made = await makeExport({ ...run.auditor, seals: sealIndexAt(settings.dir) }, id);
  files = made.files;
}, 60_000);

afterAll(async () => {
  at.clear();
  await run.close();
});

async function sealNow(): Promise<void> {
  expect(await sealHeads(run.auditor.db, settings, SILENT)).toBe(0);
}

async function draw(key: string, document: string, data: object, evidenceId: string | null): Promise<void> {
  const { sql } = run.auditor.db;
  await sql`
    insert into documents (matter_id, key, document, data, evidence_id, at)
    values (${id}, ${key}, ${document}, ${sql.json(data as never)}, ${evidenceId}, now())`;
}

const verified = (of: BundleFiles, trust: Trust = {}) =>
  verifyExport(at.lay(of), codeOf(run.auditor.code), { kindOf: run.auditor.kindOf, ...trust });

function json(name: string): never {
  return JSON.parse(String(files.get(name))) as never;
}

/** The verdict on what a forger sends who also names the new hashes. */
async function forgery(changes: Readonly<Record<string, Buffer | string | null>>, trust: Trust = {}) {
  return (await verified(forged(files, changes), trust)).first;
}

describe('a whole bundle', () => {
  it('verifies, and says how far it is sealed and by whose key', async () => {
    const { ok, first, notes } = await verified(files);
    expect({ ok, first }).toEqual({ ok: true, first: null });
    const length = made.evidence.ledger.length.toString();
    expect(notes[1]).toContain(`台账 ${length} 条，前 ${length} 条在第 3 号封签`);
    expect(notes[2]).toContain('公钥出自证据包本身');
  });

  it('holds what is cited and drawn up, by its hash, and tells where', () => {
    expect(json(MORE_FILES.evidence)).toMatchObject([
      { id: photo, kept: true, type: 'image/png', name: '<script>现场.png', ledger: [3], documents: [] },
      { id: paper, kept: true, type: 'application/pdf', ledger: [], documents: ['paper'] },
    ]);
    expect(String(files.get(evidenceFile(photo)))).toBe('一张照片');
    const subject = `errand/${id}`;
    expect(json(MORE_FILES.trail)).toMatchObject([
      { type: 'CommandRefused', subject },
      { type: 'HistoryRead', subject },
    ]);
  });

  it('holds the seals in which it moved and the newest, with proofs of ledger and history', () => {
    const seals: { body: { n: number }; proofs: { leaf: [string, number] }[] }[] = json(MORE_FILES.seals);
    const chains = seals.map(({ body, proofs }) => [body.n, proofs.map(({ leaf }) => leaf[0].split('/')[0])]);
    expect(chains).toEqual([
      [1, ['matter']],
      [2, ['history', 'matter']],
      [3, ['history', 'matter']],
    ]);
    expect([...files.keys()].filter((name) => name.startsWith('keys/'))).toHaveLength(1);
  });

  it('holds no personal text, only its id', () => {
    for (const content of files.values()) expect(content.includes(SECRET)).toBe(false);
    expect(json(MORE_FILES.export)).toMatchObject({ sealedTexts: [expect.stringMatching(/^sealed:[0-9a-f]{64}$/)] });
  });

  it('has a page that loads nothing, runs nothing and shows texts as texts', () => {
    const page = String(files.get(MORE_FILES.page));
    expect(page).not.toMatch(/<script|https?:|src=|href=|@import|url\(/);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('&lt;script&gt;现场.png');
    expect(page).toContain('另行保存，不在证据包中');
  });
});

describe('whoever changes one byte', () => {
  it('of any file is found out', async () => {
    const missed: string[] = [];
    for (const [name, content] of files)
      for (const part of [0.3, 0.9]) {
        const place = Math.floor(content.length * part);
        const verdict = await verified(new Map([...files, [name, flipped(content, place)]])).catch(() => null);
        if (verdict?.ok === true) missed.push(`${name} ${place.toString()}`);
      }
    expect(missed).toEqual([]);
  }, 120_000);

  it('wherever it lies is seen in the bytes alone', () => {
    const missed: string[] = [];
    for (const [name, content] of files)
      for (let i = 0; i < 40; i++) {
        const place = Math.floor((content.length * (i + 0.61)) / 40);
        const { differences, changed } = readExport(new Map([...files, [name, flipped(content, place, 1 << (i % 8))]]));
        if (differences.length + changed.length === 0) missed.push(`${name} ${place.toString()}`);
      }
    expect(missed).toEqual([]);
  }, 60_000);

  it('by taking a file away, or adding one, is found out', async () => {
    for (const name of files.keys()) {
      const folder = at.lay(files);
      rmSync(join(folder, name));
      const ok = await verifyExport(folder, codeOf(run.auditor.code), { kindOf: run.auditor.kindOf }).then(
        (verdict) => verdict.ok,
        () => name !== FILES.matter,
      );
      expect([name, ok]).toEqual([name, false]);
    }
    for (const name of ['notes.txt', 'constructor', `evidence/${'0'.repeat(64)}`]) {
      const folder = at.lay(files);
      writeFileSync(join(folder, name), 'x');
      const verdict = await verifyExport(folder, codeOf(run.auditor.code), { kindOf: run.auditor.kindOf });
      expect(verdict.first).toEqual({ witness: 'export', seq: 0, what: `${name} 不是导出时的文件` });
    }
  }, 60_000);
});

function flipped(content: Buffer, place: number, bits = 1): Buffer {
  const bytes = Buffer.from(content);
  bytes[place] = (bytes[place] ?? 0) ^ bits;
  return bytes;
}

describe('a forger who names the new hashes as well', () => {
  const listed = () => json(MORE_FILES.evidence) as Record<string, unknown>[];
  const text = (value: unknown) => JSON.stringify(value);

  it('cannot put another file in the place of a cited one', async () => {
    const first = await forgery({ [evidenceFile(photo)]: '另一张照片' });
    expect(first).toMatchObject({ witness: 'evidence', seq: 3 });
    expect(first?.what).toContain('的内容与其编码不符');
    expect(await forgery({ [evidenceFile(paper)]: '另一份' })).toMatchObject({ witness: 'evidence', seq: 0 });
  });

  it.each([
    ['不在证据包中', () => ({ [evidenceFile(photo)]: null })],
    ['未列入', () => ({ [MORE_FILES.evidence]: text(listed().slice(1)) })],
    ['导出时即未保存', () => ({ [MORE_FILES.evidence]: text(listed().map((one) => ({ ...one, kept: false }))) })],
    ['大小与清单不符', () => ({ [MORE_FILES.evidence]: text(listed().map((one) => ({ ...one, size: 1 }))) })],
  ])('cannot leave a cited file out: %s', async (what, changes) => {
    const first = await forgery(changes());
    expect(first).toMatchObject({ witness: 'evidence' });
    expect(first?.what).toContain(what);
  });

  it('cannot list a file that nobody cites', async () => {
    const stray = { id: `sha256:${sha256('x')}`, kept: true, size: 1 };
    expect((await forgery({ [MORE_FILES.evidence]: text([...listed(), stray]) }))?.what).toContain('无人引用');
  });

  it('cannot reword the trail', async () => {
    const [row]: Record<string, unknown>[] = json(MORE_FILES.trail);
    const changed = text([{ ...row, actor: { person: 'per-y' } }]);
    expect(await forgery({ [MORE_FILES.trail]: changed })).toMatchObject({ witness: 'trail', seq: 0 });
  });

  it.each([MORE_FILES.evidence, MORE_FILES.documents])('cannot make %s unreadable', async (file) => {
    for (const content of ['', '7', '[7]', null])
      expect(await forgery({ [file]: content })).toMatchObject({ witness: 'evidence', seq: 0 });
  });

  it('cannot make trail or seals unreadable', async () => {
    for (const content of ['', '7', '[7]', null]) {
      expect(await forgery({ [MORE_FILES.trail]: content })).toMatchObject({ witness: 'trail' });
      expect(await forgery({ [MORE_FILES.seals]: content })).toMatchObject({ witness: 'seal' });
    }
  });

  it.each([MORE_FILES.page, MORE_FILES.export, MORE_FILES.names])('cannot leave %s out', async (file) => {
    expect(await forgery({ [file]: null })).toEqual({ witness: 'export', seq: 0, what: `缺少 ${file}` });
  });

  it('cannot name other code than what lies there', async () => {
    const name = codeFile(namedOf(files).code);
    const other = `code-${'0'.repeat(64)}.js`;
    const first = await forgery({ [other]: String(files.get(name)) });
    expect(first).toMatchObject({ witness: 'export', what: `${other} 的哈希与其名称不符` });
  });
});

describe('whose key it is', () => {
  const key = () => signerAt(settings.keyFile);

  it('is settled by the key that the verifier has from elsewhere, a file or its id', async () => {
    for (const pem of [key().publicKey, null]) {
      const { ok, notes } = await verified(files, { keys: [{ id: key().id, pem }] });
      expect(ok).toBe(true);
      expect(notes.at(-1)).toContain(`均由所给的公钥 ${key().id} 签名`);
    }
  });

  it('is not settled by the key that a forger has put there', async () => {
    const other = signerAt(sealSettings().keyFile);
    const { ok, first } = await verified(files, { keys: [{ id: other.id, pem: other.publicKey }] });
    expect({ ok, witness: first?.witness }).toEqual({ ok: false, witness: 'seal' });
    expect(first?.what).toContain('不是所给的公钥');
    expect(await forgery({ [`keys/${key().id}.pem`]: other.publicKey })).toMatchObject({ witness: 'seal', seq: 0 });
  });

  it('cannot be settled where nothing is sealed', async () => {
    expect(await forgery({ [MORE_FILES.seals]: '[]' })).toBeNull();
    const first = await forgery({ [MORE_FILES.seals]: '[]' }, { keys: [{ id: key().id, pem: null }] });
    expect(first).toMatchObject({ witness: 'seal', what: '证据包中没有封签，无从以所给的公钥核对' });
  });
});

describe('the code that made a history', () => {
  it('lies in the bundle beside today’s, and is named; the verifier’s own release of it is replayed on', async () => {
    const older = codeOf(`// as it was\n${run.auditor.code}`);
    const both = await makeExport({ ...run.auditor, trusted: () => older }, id);
    const today = codeOf(run.auditor.code);
    expect(namedOf(both.files).code).toBe(older.hash);
    for (const { hash, code } of [older, today]) expect(String(both.files.get(codeFile(hash)))).toBe(code);
    expect(await verified(both.files)).toMatchObject({ ok: true, named: older.hash, used: today.hash });
    const released = (hash: string) => (hash === older.hash ? older : null);
    const { ok, used, notes } = await verified(both.files, { released });
    expect({ ok, used }).toEqual({ ok: true, used: older.hash });
    expect(notes[0]).toContain('本机 releases 中所存的这一份');
  });
});

describe('a bundle of an older release', () => {
  const older = () => {
    const { format: _, files: hashes, ...about } = namedOf(files);
    const kept = [FILES.history, FILES.ledger, FILES.projection, FILES.readme, codeFile(about.code)];
    expect(Object.keys(hashes).length).toBeGreaterThan(kept.length);
    return withMatter(about, new Map([...files].filter(([name]) => kept.includes(name))));
  };

  it('still verifies, with what it holds, and says what it does not hold', async () => {
    const { ok, notes } = await verified(older());
    expect(ok).toBe(true);
    expect(notes.at(-1)).toContain('不含所引文件和封签');
  });

  it('is not what a newer one was cut down to: it has no seals to hold against a key', async () => {
    const { first } = await verified(older(), { keys: [{ id: signerAt(settings.keyFile).id, pem: null }] });
    expect(first).toMatchObject({ witness: 'seal' });
  });
});
