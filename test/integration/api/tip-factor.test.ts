import { Secret, TOTP } from 'otpauth';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bearerOf, passwordOf, type Bearer } from './account-calls.ts';
import { apiSystem, asked, textOf, type Answered, type ApiSystem } from './system.ts';

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem({ secondFactor: 'required' });
  await system.startWorker();
});
afterAll(() => system.close());

const IDENTITY = { name: '欧阳青禾', phone: '13877665544' };
const TIP = {
  about: 'hazard',
  source: 'web',
  description: '三号井绞车制动失灵仍在使用。',
  place: '石坝沟煤矿三号井',
  region: 'u-chengguan',
  subject: 'u-qiye01',
};

function send({ token }: Pick<Bearer, 'token'>, url: string, payload: object): Promise<Answered> {
  const headers = { 'idempotency-key': randomUUID(), ...(token === '' ? {} : { authorization: `Bearer ${token}` }) };
  return asked(system.app, { method: 'POST', url, headers, payload });
}

async function enrol(one: Bearer, username: string): Promise<void> {
  const pending = await one.call('POST', '/v1/account/totp', { password: passwordOf(username) });
  const totp = new TOTP({ secret: Secret.fromBase32(textOf(pending, 'secret')) });
  expect((await one.call('POST', '/v1/account/totp/confirm', { code: totp.generate() })).status).toBe(200);
}

it('who gave a tip is decided on and read only in sessions that showed a second factor, where the county asks for any', async () => {
  const id = textOf(await send({ token: '' }, '/v1/tips', { ...TIP, identity: IDENTITY }), 'id');
  const url = `/v1/tips/${id}/identity-openings`;
  const asker = await bearerOf(system.app, 'anweiban-zr');
  const leader = await bearerOf(system.app, 'xianzhang');
  const opening = textOf(await send(asker, url, { reason: '核实所述绞车的位置。' }), 'id');
  const decide = () => send(leader, `${url}/${opening}/decisions`, { agree: true, reason: '同意，限于核查。' });
  const open = () => send(asker, `${url}/${opening}/open`, {});
  expect(await decide()).toMatchObject({ status: 403, body: { code: 'Forbidden' } });
  await enrol(leader, 'xianzhang');
  expect((await decide()).status).toBe(200);
  expect(await open()).toMatchObject({ status: 403, body: { code: 'Forbidden' } });
  await enrol(asker, 'anweiban-zr');
  expect((await open()).body).toEqual({ identity: IDENTITY });
});
