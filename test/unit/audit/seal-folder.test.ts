import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sealFolder } from '../../../audit/seal-folder.ts';
import { keysFolder } from '../../../audit/seals/keys.ts';
import { sealText } from '../../../audit/seals/read.ts';
import { sealFileName } from '../../../db/seals.ts';
import { sealChain, signerOf } from './seals/chains.ts';

const dir = mkdtempSync(join(tmpdir(), 'bihuan-seal-folder-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const signer = signerOf();
const docs = sealChain([
  { signer, heads: [['history/m/r', 5, 'five'], ['matter/m', 2, 'h2']] }, // prettier-ignore
  { signer, heads: [['matter/m', 3, 'h3']] },
  { signer, heads: [['history/m/r', 9, 'nine'], ['matter/m', 4, 'h4']] }, // prettier-ignore
]);

function lay(n: number, text = sealText(docs[n - 1] ?? ({} as never))): void {
  writeFileSync(join(dir, sealFileName(n)), text);
}

it('what was read once is not read again, and each answer stays as it was given', async () => {
  const look = sealFolder(join(dir));
  expect((await look()).docs).toEqual([]);
  mkdirSync(keysFolder(dir));
  writeFileSync(join(keysFolder(dir), `${signer.id}.pem`), signer.publicKey);
  lay(1);
  const first = await look();
  expect(first).toMatchObject({ newest: { n: 1 }, unsound: [], keysFrom: 'folder' });
  // What was sound stays so in this process; whoever audits the seals reads them anew.
  lay(1, 'altered');
  lay(2, 'altered');
  lay(3);
  const [then, again] = await Promise.all([look(), look()]);
  expect([then.newest?.n, then.unsound, again.unsound]).toEqual([3, [2], [2]]);
  lay(2);
  const last = await look();
  expect([last.unsound, last.docs.map(({ body }) => body.n)]).toEqual([[], [1, 2, 3]]);
  expect(last.headsOf('m').ledger.map(({ length }) => length)).toEqual([2, 3, 4]);
  expect(last.headsOf('m').histories.get('r')).toMatchObject([{ length: 5 }, { length: 9 }]);
  expect(first.headsOf('m').ledger.map(({ length }) => length)).toEqual([2]);
  expect(first.headsOf('m').histories.get('r')).toHaveLength(1);
});
