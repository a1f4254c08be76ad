import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiSystem, type Answered, type ApiSystem, type Caller } from './system.ts';

let system: ApiSystem;
let township: Caller;
let office: Caller;

beforeAll(async () => {
  system = await apiSystem({ temporalAddress: '127.0.0.1:9' });
  township = await system.as('chengguan-jb');
  office = await system.as('anweiban');
});
afterAll(() => system.close());

const HEAD = '--x\r\nContent-Disposition: form-data; name="file"; filename="NAME"\r\n\r\n';

function handedIn(caller: Caller, url: string, payload: string, boundary = 'x'): Promise<Answered> {
  const type = `multipart/form-data; boundary=${boundary}`;
  return caller.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });
}

describe.each(['/v1/evidence', '/v1/imports'])('a form handed in at %s', (url) => {
  const whole = (name: string): string => `${HEAD.replace('NAME', name)}现场检查记录\r\n--x--\r\n`;
  const caller = (): Caller => (url === '/v1/evidence' ? township : office);

  it.each([
    ['ends in the middle of its file', whole('a.txt').slice(0, -14), 'x'],
    ['ends where it begins', '--x\r\n', 'x'],
    ['has another boundary than it says', whole('a.txt'), 'y'],
  ])('is malformed when it %s', async (_, payload, boundary) => {
    const answer = await handedIn(caller(), url, payload, boundary);
    expect(answer).toMatchObject({ status: 400, body: { code: 'MalformedRequest' } });
  });

  it('is refused when there is more than one file in it, wherever the second stands', async () => {
    for (const name of ['file', 'other']) {
      const payload = `${HEAD}一\r\n${HEAD.replace('"file"', `"${name}"`)}二\r\n--x--\r\n`;
      const answer = await handedIn(caller(), url, payload);
      expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidBody', errors: [{ code: 'several' }] } });
    }
  });

  it('is refused when the name of its file cannot be stored', async () => {
    const answer = await handedIn(caller(), url, whole('a\0.txt'));
    expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidText', errors: [{ pointer: '/file' }] } });
  });
});

describe('a form', () => {
  it('is taken when nothing is wrong with it', async () => {
    const payload = `${HEAD.replace('NAME', '记录.txt')}现场检查记录\r\n--x--\r\n`;
    expect((await handedIn(township, '/v1/evidence', payload)).status).toBe(201);
  });
});
