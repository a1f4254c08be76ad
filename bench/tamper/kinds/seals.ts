import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../../db/canonical.ts';
import { sealFileName, type SealBody, type SealDocument } from '../../../db/seals.ts';
import { keyIdOf, keysFolder, readKeys } from '../../../audit/seals/keys.ts';
import { readSeals, sealText } from '../../../audit/seals/read.ts';
import { SHA256_ED25519 } from '../../../audit/seals/suite.ts';
import type { Random } from '../../county/random.ts';
import { flipped, otherThan } from '../bytes.ts';
import type { Copy } from '../copy.ts';
import { alterColumn } from '../rows.ts';
import type { TamperKind } from './kind.ts';

/**
 * Whoever can lay a key beside the seals can let one accuse a record. The seals are named, for the database has others;
 * who is right between the two, a key that was had from elsewhere tells (`--trust-key`).
 */
const ACCUSED: TamperKind['beside'] = ['ledger', 'archive', 'trail', 'code'];

/** Changes of the seals, where they lie outside and in the database. */
export const SEAL_KINDS: readonly TamperKind[] = [
  kind('seal-byte', '封签：文件的一个字节', ({ sealDir }, random) => {
    const file = join(sealDir, sealFileName(anyOf(sealDir, random).body.n));
    writeFileSync(file, flipped(readFileSync(file), random));
    return file;
  }),
  kind('seal-signature', '封签：签名', ({ sealDir }, random) => {
    const seal = anyOf(sealDir, random);
    const signature = flipped(Buffer.from(seal.signature, 'base64'), random).toString('base64');
    writeSeal(sealDir, { ...seal, signature });
    return `第 ${seal.body.n.toString()} 号`;
  }),
  kind('seal-deleted', '封签：删去文件', ({ sealDir }, random) => {
    const { n } = anyOf(sealDir, random).body;
    rmSync(join(sealDir, sealFileName(n)));
    return `第 ${n.toString()} 号`;
  }),
  kind('seal-key', '封签：公钥的一个字节', ({ sealDir }, random) => {
    const [id = ''] = [...readKeys(sealDir).keys()];
    const file = join(keysFolder(sealDir), `${id}.pem`);
    writeFileSync(file, flipped(readFileSync(file), random));
    return file;
  }),
  kind('seal-resigned', '封签：一份改写，其后的都用另一把密钥重签', resigned, ACCUSED),
  kind('seal-appended', '封签：续上一份，用另一把密钥签', ({ sealDir }) => {
    const last = readSeals(sealDir).at(-1);
    if (last === undefined) throw new Error('there is no seal');
    const body = { ...last.body, n: last.body.n + 1, prev: digest(last.body), moved: SHA256_ED25519.digest('[]') };
    writeSeal(sealDir, signedBy(anotherKey(sealDir), { ...last, heads: [], body }));
    return `第 ${body.n.toString()} 号`;
  }),
  kind('seal-row', '封签：数据库里的一列', async ({ db, sealDir }, random) => {
    const { n } = anyOf(sealDir, random).body;
    return await alterColumn(db, 'seals', { n }, random);
  }),
  kind('seal-row-deleted', '封签：删去数据库里的一份', async ({ db, sealDir }, random) => {
    const { n } = anyOf(sealDir, random).body;
    await db.sql`delete from seals where n = ${n}`;
    return `第 ${n.toString()} 号`;
  }),
  kind('seal-head', '封签：数据库里所封的一个链头', async ({ db }, random) => {
    const rows = await db.sql<{ seal: number; chain: string }[]>`
      select seal, chain from sealed_heads order by seal, chain`;
    return await alterColumn(db, 'sealed_heads', { ...random.pick(rows) }, random);
  }),
];

function kind(
  name: string,
  label: string,
  change: (copy: Copy, random: Random) => string | Promise<string>,
  beside: TamperKind['beside'] = [],
): TamperKind {
  return {
    name,
    label,
    witness: ['seal'],
    beside,
    isFindable: true,
    change: async (copy, random) => ({ what: await change(copy, random), matter: null }),
  };
}

interface Key {
  readonly id: string;
  readonly privateKey: string;
}

/** One seal says that a chain stood otherwise; it and all later ones are signed anew, by a key that is put beside them. */
function resigned({ sealDir }: Copy, random: Random): string {
  const key = anotherKey(sealDir);
  const docs = readSeals(sealDir);
  const from = random.pick(docs.filter(({ heads }) => heads.length > 0)).body.n;
  let before: SealBody | null = null;
  for (const doc of docs) {
    const { body } = doc;
    if (body.n >= from) {
      const heads = body.n === from ? doc.heads.map(([chain, length, head], i) => (i === 0 ? ([chain, length, String(otherThan(head, random))] as const) : ([chain, length, head] as const))) : doc.heads; // prettier-ignore
      const moved = SHA256_ED25519.digest(canonicalJson(heads));
      const seal = signedBy(key, {
        ...doc,
        heads,
        body: { ...body, moved, prev: before === null ? body.prev : digest(before) },
      });
      writeSeal(sealDir, seal);
      before = seal.body;
    } else before = body;
  }
  return `自第 ${from.toString()} 号起`;
}

function signedBy({ id, privateKey }: Key, seal: SealDocument): SealDocument {
  const body = { ...seal.body, key: id };
  return { ...seal, body, signature: SHA256_ED25519.sign(privateKey, canonicalJson(body)) };
}

function anotherKey(sealDir: string): Key {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const id = keyIdOf(publicKey);
  writeFileSync(join(keysFolder(sealDir), `${id}.pem`), publicKey);
  return { id, privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function digest(body: SealBody): string {
  return SHA256_ED25519.digest(canonicalJson({ ...body }));
}

function anyOf(sealDir: string, random: Random): SealDocument {
  return random.pick(readSeals(sealDir));
}

function writeSeal(sealDir: string, seal: SealDocument): void {
  writeFileSync(join(sealDir, sealFileName(seal.body.n)), sealText(seal));
}
