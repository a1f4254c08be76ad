import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type WorkflowCode } from '../../../audit/code.ts';
import { makeExport } from '../../../audit/exported/make.ts';
import { codeFile, FILES, NotAnExport, type BundleFiles } from '../../../audit/exported/names.ts';
import { matterFile, withMatter } from '../../../audit/exported/shapes.ts';
import { verifyExport } from '../../../audit/exported/verify-export.ts';
import { sha256 } from '../../../db/chain.ts';
import { errandRun, type ErrandRun } from '../../replay/errand-run.ts';
import { bench, namedOf } from './exported-bundle.ts';

const at = bench();
let run: ErrandRun;
let own: WorkflowCode;
let files: BundleFiles;
let original: string;

beforeAll(async () => {
  run = await errandRun();
  own = codeOf(run.auditor.code);
  ({ files } = await makeExport(run.auditor, await run.finished()));
  original = at.lay(files);
});

afterAll(async () => {
  at.clear();
  await run.close();
});

/** An export of the matter that carries this code. */
function written(code: WorkflowCode): string {
  const { files: _, ...about } = namedOf(files);
  const contents = new Map(files);
  contents.delete(FILES.matter);
  contents.delete(codeFile(about.code));
  contents.set(codeFile(code.hash), Buffer.from(code.code));
  return at.lay(withMatter({ ...about, code: code.hash }, contents));
}

const verified = (place: string, on = own, code: string | null = null) =>
  verifyExport(place, on, { code, kindOf: run.auditor.kindOf });

/** The original's verdict with one file written anew; `rehashed`: the forger also names the new hash. */
async function withFile(name: string, content: (before: Buffer) => string | Buffer, rehashed = false) {
  const copy = at.copy(original);
  const after = content(readFileSync(join(copy, name)));
  writeFileSync(join(copy, name), after);
  if (rehashed) {
    const named = namedOf(files);
    writeFileSync(join(copy, FILES.matter), matterFile({ ...named, files: { ...named.files, [name]: sha256(after) } }));
  }
  return verified(copy);
}

describe('the code that travels in an export', () => {
  it('does not run, whatever it is; the verdict names both hashes', async () => {
    const other = codeOf(`throw new Error('ran');\n${own.code}`);
    const verdict = await verified(written(other));
    expect(verdict).toMatchObject({ ok: true, named: other.hash, used: own.hash });
    expect(verdict.notes[0]).toContain(`证据包写明的代码为 ${other.hash}，本机代码为 ${own.hash}，两者不同`);
  });

  it('is named as the same where it is', async () => {
    expect((await verified(original)).notes[0]).toBe(`证据包写明的代码与本机代码相同：${own.hash}`);
  });

  it('runs only under the hash that the verifier typed', async () => {
    const other = codeOf(`throw new Error('ran');\n${own.code}`);
    const verdict = await verified(written(other), own, other.hash);
    expect(verdict).toMatchObject({ ok: false, used: other.hash, first: { witness: 'history' } });
    await expect(verified(original, own, other.hash)).rejects.toThrow(NotAnExport);
  });

  it('does not run when its content is not what the trusted hash says', async () => {
    const other = codeOf(`${own.code}\n`);
    const folder = written(other);
    writeFileSync(join(folder, codeFile(other.hash)), `throw new Error('ran');\n${own.code}`);
    await expect(verified(folder, own, other.hash)).rejects.toThrow(/未予运行/);
  });

  it('is asked for when the history does not replay on the verifier’s code, and then settles it', async () => {
    const changed = own.code.replace('await record(handed)', 'await record(handed); await record(handed)');
    const verdict = await verified(original, codeOf(changed));
    expect(verdict).toMatchObject({ ok: false, first: { witness: 'history' } });
    expect(verdict.first?.what).toContain(`须用当时的代码（${own.hash}）`);
    expect(await verified(original, codeOf(changed), own.hash)).toMatchObject({ ok: true, used: own.hash });
  });
});

describe('an export in which something was changed', () => {
  it.each([
    ['id', (text: string) => text.replace(/"id": "err-/, '"id": "err-0')],
    ['kind', (text: string) => text.replace('"kind": "errand"', '"kind": "hazard"')],
    ['runId', (text: string) => text.replace(/"runId": "./, '"runId": "x')],
    ['code', (text: string) => text.replace(/"code": "[0-9a-f]{64}/, `"code": "${'0'.repeat(64)}`)],
    ['spelling', (text: string) => `${text}\n`],
    ['form', (text: string) => text.slice(0, -20)],
  ])('%s of matter.json, is named', async (_, change) => {
    const verdict = await withFile(FILES.matter, (before) => change(before.toString()));
    expect(verdict).toMatchObject({ ok: false, first: { witness: 'export', seq: 0 } });
  });

  it.each([
    [FILES.history, 'history'],
    [FILES.ledger, 'ledger'],
    [FILES.projection, 'projection'],
  ] as const)('so that %s is cut off, empty, or other JSON, is named by its witness', async (file, witness) => {
    const contents = [
      (before: Buffer) => before.subarray(0, before.length / 2),
      () => '',
      () => '[[{}, 7]]',
      () => '7',
    ];
    for (const content of contents)
      expect(await withFile(file, content, true)).toMatchObject({ ok: false, first: { witness, seq: 1 } });
  });

  it('where no recomputing reaches, the page or the code, is named as well', async () => {
    for (const file of [FILES.readme, codeFile(own.hash)])
      expect(await withFile(file, (before) => `${before.toString()} `)).toMatchObject({
        ok: false,
        first: { witness: 'export', what: `${file} 与导出时不同，已被改动` },
      });
  });

  it('at any byte ends in a difference; never in an exception, also when the forger names new hashes', async () => {
    const seen: string[] = [];
    for (const name of [FILES.matter, FILES.history, FILES.ledger, FILES.projection]) {
      const size = readFileSync(join(original, name)).length;
      for (let i = 0; i < 10; i++) {
        const at = Math.floor((size * (i + 0.37)) / 10);
        const flip = (before: Buffer) => {
          const bytes = Buffer.from(before);
          bytes[at] = (bytes[at] ?? 0) ^ (i % 2 === 0 ? 1 : 0x10);
          return bytes;
        };
        const verdict = await withFile(name, flip);
        if (verdict.first === null) seen.push(`${name} ${at.toString()}`);
        if (name !== FILES.matter) await withFile(name, flip, true);
      }
    }
    expect(seen).toEqual([]);
  });
});
