import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiSystem, asked, type ApiSystem, type Caller } from './system.ts';

let system: ApiSystem;
let citizen: Caller;

beforeEach(async () => {
  system = await apiSystem({ temporalAddress: '127.0.0.1:9' });
  citizen = await system.as('gongzhong');
});
afterEach(() => system.close());

/** A refusal of each kind, and what it is answered with. */
async function refusals(): Promise<unknown[]> {
  const access = await citizen.get('/v1/registers/people');
  const command = await citizen.send('/v1/hazards', {});
  const payload = { username: 'nobody', password: 'x' };
  const signIn = await asked(system.app, { method: 'POST', url: '/v1/sessions', payload });
  return [access, command, signIn].map(({ status, body }) => [status, body['code']]);
}

const ANSWERS = [
  [403, 'Forbidden'],
  [400, 'InvalidBody'],
  [401, 'WrongCredentials'],
];

async function told(): Promise<string[]> {
  const rows = await system.db.sql<{ type: string }[]>`
    select type from trail where type like '%Refused' or type = 'SignedIn' order by seq`;
  return rows.map(({ type }) => type);
}

describe('a trail that somebody holds up', () => {
  it('changes no answer, and has every entry when it is free again', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let answers: unknown[] = [];
    await Promise.all([
      system.db.sql.begin(async (sql) => {
        await sql`select pg_advisory_xact_lock(720260302)`;
        await released;
      }),
      refusals()
        .then((given) => (answers = given))
        .finally(() => {
          release();
        }),
    ]);
    expect(answers).toEqual(ANSWERS);
    await citizen.get('/v1/registers/people');
    expect(await told()).toEqual(['SignedIn', 'AccessRefused', 'CommandRefused', 'SignInRefused', 'AccessRefused']);
  });
});

describe('a trail that cannot be written', () => {
  it('changes no answer, and people sign in', async () => {
    await system.db.sql.begin(async (sql) => {
      await sql`set local role none`;
      await sql`alter table trail add constraint full_up check (false) not valid`;
    });
    expect(await refusals()).toEqual(ANSWERS);
    expect((await (await system.as('shenji')).get('/v1/sessions')).status).toBe(200);
    expect(await told()).toEqual(['SignedIn']);
  });
});
