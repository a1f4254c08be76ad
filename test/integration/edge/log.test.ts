import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { quietLog } from '../../../api/plugins/log.ts';
import { passwordOf } from '../api/account-calls.ts';
import { apiSystem, asked, textOf, type ApiSystem } from '../api/system.ts';
import { lines, listening, raw } from './raw.ts';

let text = '';
const log = pino(
  { level: 'trace' },
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  }),
);
let system: ApiSystem;

beforeAll(async () => {
  system = await apiSystem({ temporalAddress: '127.0.0.1:9', log });
});
afterAll(() => system.close());
beforeEach(() => {
  text = '';
});

const SECRET = 'ABCD-EFGH-JKLM-NPQR';
/** Also as bytes in a list, as a parser's error holds them. */
const holds = (secret: string): boolean =>
  text.includes(secret) ||
  text.includes([...Buffer.from(secret)].join(',')) ||
  text.includes(encodeURIComponent(secret));

describe('the log at its most talkative', () => {
  it('has no password, token, key or cookie of who signs in and calls', async () => {
    const { username, password } = { username: 'anweiban', password: passwordOf('anweiban') };
    const signed = await asked(system.app, { method: 'POST', url: '/v1/sessions', payload: { username, password } });
    const token = textOf(signed, 'token');
    const headers = { authorization: `Bearer ${token}`, cookie: `oidc=${SECRET}` };
    await asked(system.app, { url: '/v1/hazards', headers });
    await asked(system.app, { url: `/v1/hazards?q=${SECRET}`, headers });
    await asked(system.app, { url: '/v1/hazards', headers: { authorization: `Bearer bhk_${SECRET}` } });
    await asked(system.app, {
      method: 'POST',
      url: '/v1/sessions',
      payload: { username, password: SECRET, code: SECRET },
    });
    await asked(system.app, {
      method: 'POST',
      url: '/v1/account/password',
      headers,
      payload: { current: SECRET, next: SECRET },
    });
    await asked(system.app, { url: `/v1/oidc/callback?code=${SECRET}&state=${SECRET}`, headers });
    expect(text).toContain('/v1/hazards');
    for (const secret of [password, token, SECRET]) expect(holds(secret)).toBe(false);
  });

  it('has no code of a tip, however its address is written', async () => {
    const port = await listening(system.app);
    for (const url of [
      `/v1/public/tips/${SECRET}`,
      `/v1/public/tips/${SECRET}?a=b`,
      `/v1/public/tips/${SECRET}/`,
      `/v1/public/tip/${SECRET}`,
      `/v1/public/tips/${SECRET}%ff`,
      `//v1/public/tips/${SECRET}`,
      `/${SECRET}`,
    ])
      for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS'])
        await raw(port, lines(`${method} ${url} HTTP/1.1`, 'Host: a', 'Connection: close')).ended;
    expect(text).toContain('request completed');
    expect(holds(SECRET)).toBe(false);
  });

  it('has nothing of a request that is none', async () => {
    const port = Number(new URL(system.app.listeningOrigin).port);
    const secret = `Authorization: Bearer ${SECRET}`;
    await raw(port, lines('GET /v1/hazards HTTP/1.1', 'Host: a', secret, 'Bad Header: x')).ended;
    expect(text).toContain('a broken request was refused');
    expect(holds(SECRET)).toBe(false);
  });

  it('has of an error where it was thrown, and nothing of the rows or parameters', async () => {
    const office = await system.as('anweiban');
    text = '';
    const row = Object.assign(new Error(`Failed query: insert\nparams: ${SECRET}`), {
      detail: `Failing row contains (${SECRET})`,
      parameters: [SECRET],
      cause: Object.assign(new Error('violates a constraint'), { code: '23514', detail: SECRET, where: SECRET }),
    });
    vi.spyOn(system.db, 'sql').mockImplementation(() => {
      throw row;
    });
    const answered = await office.get('/v1/hazards');
    vi.restoreAllMocks();
    expect(answered).toMatchObject({ status: 500, body: { code: 'Internal' } });
    expect(JSON.stringify(answered.body)).not.toContain(SECRET);
    expect(text).toContain('violates a constraint');
    expect(text).toMatch(/log\.test\.ts:\d+/);
    expect(holds(SECRET)).toBe(false);
  });

  it('drops what has the name of a secret, wherever somebody logs it', () => {
    for (const name of ['authorization', 'cookie', 'password', 'token', 'secret'])
      quietLog(log).info({ [name]: SECRET, body: { [name]: SECRET }, req2: { headers: { [name]: SECRET } } }, 'told');
    expect(text.match(/told/g)).toHaveLength(5);
    expect(holds(SECRET)).toBe(false);
  });
});
