import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { deliverToWebhook } from '../../../audit/seals/destinations.ts';
import { signerAt } from '../../../audit/seals/keys.ts';
import { readSeals, sealText } from '../../../audit/seals/read.ts';
import { SHA256_ED25519 } from '../../../audit/seals/suite.ts';
import { canonicalJson } from '../../../db/canonical.ts';
import { lastSeal, type SealDocument } from '../../../db/seals.ts';
import { parcelId } from '../db/parcel-kind.ts';
import { sealedParcels, type Sealed } from './sealed-parcels.ts';

let it: Sealed;
let receiver: Server | null = null;
afterEach(async () => {
  await it.close();
  receiver?.close();
  receiver = null;
});

/** A receiver that answers as it is told, and what it was sent. */
async function received(): Promise<{ url: string; got: string[]; answers: { status: number } }> {
  const got: string[] = [];
  const answers = { status: 204 };
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push(Buffer.concat(parts).toString());
      response.writeHead(answers.status).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => receiver?.once('listening', resolve));
  const { port } = receiver.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port.toString()}/seals`, got, answers };
}

const numbersOf = (docs: readonly SealDocument[]) => docs.map(({ body }) => body.n);
const numbersIn = (texts: readonly string[]) => numbersOf(texts.map((text) => JSON.parse(text) as SealDocument));

describe('the folder of seals', () => {
  test('holds every seal with the public key, and the database bears all of it out', async () => {
    it = await sealedParcels();
    await it.write(1, 2);
    expect([await it.run(), await it.run(), it.told.length]).toEqual([0, 0, 0]);
    const { dir, keyFile } = it.settings;
    const key = it.docs()[0]?.body.key ?? '';
    expect(readdirSync(dir).sort()).toEqual(['00000001.json', '00000002.json', 'keys']);
    expect(readdirSync(join(dir, 'keys'))).toEqual([`${key}.pem`]);
    expect(readFileSync(join(dir, 'keys', `${key}.pem`), 'utf8')).toContain('PUBLIC KEY');
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(await it.audit()).toEqual([]);
  });

  test('that cannot be written holds up no seal, is told, and is brought up when it can', async () => {
    it = await sealedParcels();
    const { dir } = it.settings;
    writeFileSync(dir, 'a file in the place of the folder');
    expect(await it.run()).toBeGreaterThan(0);
    expect(it.told).toContain('seals could not be brought to their folder');
    expect((await lastSeal(it.db))?.body.n).toBe(1);
    rmSync(dir);
    expect(await it.run()).toBe(0);
    expect(numbersOf(it.docs())).toEqual([1, 2]);
  });

  test('is never written over: another seal under the same number is told', async () => {
    it = await sealedParcels();
    await it.run();
    const file = join(it.settings.dir, '00000001.json');
    writeFileSync(file, 'another');
    expect(await it.run()).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('another');
    expect(existsSync(join(it.settings.dir, '00000002.json'))).toBe(false);
  });

  test('gets back what was taken out of it', async () => {
    it = await sealedParcels();
    for (let n = 1; n <= 3; n += 1) await it.run();
    rmSync(join(it.settings.dir, '00000002.json'));
    await it.run();
    expect(numbersOf(it.docs())).toEqual([1, 2, 3, 4]);
    expect(await it.audit()).toEqual([]);
  });

  test('keeps the old key when another one takes over', async () => {
    it = await sealedParcels();
    const { dir, keyFile } = it.settings;
    await it.run();
    renameSync(keyFile, `${keyFile}.old`);
    await it.run();
    expect(it.told).toEqual(['another key seals from now on']);
    const [before, key] = it.docs().map(({ body }) => body.key);
    const told = await it.db.sql`select data from trail where type = 'SealKeyChanged'`;
    expect(told).toEqual([{ data: { n: 2, before, key } }]);
    expect(readdirSync(join(dir, 'keys'))).toHaveLength(2);
    expect(new Set(it.docs().map(({ body }) => body.key)).size).toBe(2);
    expect(await it.audit()).toEqual([]);
  });

  test('gives a database from an older backup its seals back, and tells which rows are newer there', async () => {
    it = await sealedParcels();
    await it.write(1, 1);
    await it.run();
    await it.write(1, 3);
    await it.write(2, 0);
    await it.run();
    await it.run();
    await it.tamper(async (sql) => {
      await sql`delete from seals where n > 1`;
      await sql`delete from sealed_heads where seal > 1`;
      await sql`delete from ledger where seq > 2 or matter_id = ${parcelId(2)}`;
    });
    expect(await it.run()).toBe(2);
    expect(new Set(it.told)).toEqual(new Set(['what was sealed does not stand in the database any more']));
    expect(numbersOf(it.docs())).toEqual([1, 2, 3, 4]);
    expect(it.docs()[3]?.heads).toContainEqual([`matter/${parcelId(1)}`, 2, expect.any(String)]);
    const [second] = it.docs().slice(1);
    expect(await it.audit()).toEqual([
      {
        witness: 'ledger',
        seq: 3,
        what: `第 2 号封签（${second?.body.at ?? ''}）封有事项 ${parcelId(1)} 的台账 4 条，现在只有 2 条`,
      },
      {
        witness: 'ledger',
        seq: 1,
        what: `第 2 号封签（${second?.body.at ?? ''}）封有事项 ${parcelId(2)} 的台账 1 条，现在只有 0 条`,
      },
    ]);
  });

  test('does not give seals back that a stranger signed, or that follow another chain', async () => {
    it = await sealedParcels();
    await it.run();
    const stranger = await sealedParcels();
    await stranger.run();
    await stranger.run();
    const [from, to] = [stranger.settings.dir, it.settings.dir];
    const second = '00000002.json';
    copyFileSync(join(from, second), join(to, second));
    for (const key of readdirSync(join(from, 'keys'))) copyFileSync(join(from, 'keys', key), join(to, 'keys', key));
    await stranger.close();
    expect(await it.run()).toBe(1);
    expect(readSeals(to)[1]?.body.key).not.toBe((await lastSeal(it.db))?.body.key);
    // The same key, but from another database: the number fits, the one before does not.
    const twin = await sealedParcels();
    copyFileSync(it.settings.keyFile, twin.settings.keyFile);
    await twin.run();
    await twin.run();
    copyFileSync(join(twin.settings.dir, '00000002.json'), join(to, '00000003.json'));
    await twin.close();
    expect(await it.run()).toBe(1);
    expect(await it.run()).toBe(1);
  });
});

test('a seal that follows, but is signed by a key that never sealed here, is not taken back', async () => {
  it = await sealedParcels();
  await it.run();
  const [first] = it.docs();
  if (first === undefined) throw new Error('no seal');
  const stranger = signerAt(`${it.settings.keyFile}.stranger`);
  const suite = SHA256_ED25519;
  const links = { moved: suite.digest('[]'), prev: suite.digest(canonicalJson({ ...first.body })) };
  const body = { ...first.body, n: 2, key: stranger.id, ...links };
  const forged = { body, signature: suite.sign(stranger.privateKey, canonicalJson(body)), heads: [] };
  writeFileSync(join(it.settings.dir, '00000002.json'), sealText(forged));
  writeFileSync(join(it.settings.dir, 'keys', `${stranger.id}.pem`), stranger.publicKey);
  expect(await it.run()).toBe(1);
  expect((await lastSeal(it.db))?.body).toMatchObject({ n: 2, key: first.body.key });
});

describe('the receiver', () => {
  test('is sent every seal once, in order, as the text of its file', async () => {
    const { url, got } = await received();
    it = await sealedParcels(url);
    expect([await it.run(), await it.run()]).toEqual([0, 0]);
    expect(numbersIn(got)).toEqual([1, 2]);
    expect(got[0]).toBe(readFileSync(join(it.settings.dir, '00000001.json'), 'utf8'));
  });

  test('that refuses one is sent it again by the next run, and then those after it', async () => {
    const { url, got, answers } = await received();
    it = await sealedParcels(url);
    answers.status = 503;
    expect(await it.run()).toBe(1);
    expect(it.told).toEqual(['seals could not be sent']);
    answers.status = 200;
    expect(await it.run()).toBe(0);
    expect(numbersIn(got)).toEqual([1, 1, 2]);
    expect(await it.audit()).toEqual([]);
  });

  test('that is said to have confirmed what was never sealed is sent all of them', async () => {
    const { url, got } = await received();
    it = await sealedParcels(url);
    await it.run();
    for (const state of [JSON.stringify({ url, n: 99 }), '{', JSON.stringify({ url, n: 'all' })]) {
      writeFileSync(join(it.settings.dir, 'webhook.json'), state);
      got.length = 0;
      expect(await it.run()).toBe(0);
      const numbers = numbersIn(got);
      expect([numbers[0], numbers.at(-1)]).toEqual([1, (await lastSeal(it.db))?.body.n]);
    }
  });

  test('gets the last seal also while the folder is away, and a new one gets all', async () => {
    const { url, got } = await received();
    it = await sealedParcels(url);
    const { dir } = it.settings;
    await it.run();
    renameSync(dir, `${dir}.away`);
    writeFileSync(dir, 'a file in the place of the folder');
    await it.run();
    expect(numbersIn(got)).toEqual([1, 2]);
    rmSync(dir);
    renameSync(`${dir}.away`, dir);
    await it.run();
    expect(numbersIn(got)).toEqual([1, 2, 2, 3]);
    writeFileSync(join(dir, 'webhook.json'), JSON.stringify({ url: 'https://elsewhere.example', n: 3 }));
    await it.run();
    expect(numbersIn(got).slice(4)).toEqual([1, 2, 3, 4]);
  });

  test('that does not answer, refuses or is not there is told by its host alone: the address may hold a token', async () => {
    const { url, answers } = await received();
    it = await sealedParcels();
    await it.run();
    const { origin } = new URL(url);
    const failureOf = (address: string, withinMs?: number) =>
      deliverToWebhook(it.db, address, null, 1, withinMs).catch((error: unknown) => error);
    answers.status = 403;
    const refused = await failureOf(`${url}/secret?token=secret`);
    expect(refused).toMatchObject({ message: `${origin} answered 403` });
    const nobody = await failureOf('http://u:secret@127.0.0.1:9/secret?token=secret');
    expect(nobody).toMatchObject({ message: 'http://127.0.0.1:9 cannot be reached' });
    receiver?.removeAllListeners('request');
    const silent = await failureOf(`${url}/secret?token=secret`, 100);
    expect(silent).toMatchObject({ message: `${origin} did not answer in 100 ms` });
    receiver?.close();
    receiver?.closeAllConnections();
    const gone = await failureOf(`${url}/secret?token=secret`);
    expect(gone).toMatchObject({ message: `${origin} cannot be reached: ECONNREFUSED` });
    for (const failure of [refused, nobody, silent, gone]) expect(inspect(failure)).not.toContain('secret');
  });
});
