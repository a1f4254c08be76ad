import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAskedAgain } from '../../../api/commands/again.ts';
import { connect, type Db } from '../../../db/client.ts';
import { seal } from '../../../db/evidence.ts';
import { secretsIn, type Secrets } from '../../../db/secrets.ts';
import { drawTipId, keepIdentity } from '../../../db/tips/identities.ts';
import type { Command } from '../../../workflows/kernel/command.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { freshDatabase } from '../../support/system.ts';

let db: Db;
let secrets: Secrets;
beforeAll(async () => {
  db = connect(await freshDatabase());
  secrets = await secretsIn(join(tmpdir(), `bihuan-secrets-${randomUUID()}`));
});
afterAll(() => db.end());

const schema = {
  type: 'object',
  properties: { witness: { type: 'string', 'x-sealed': true }, seenAt: { type: 'string', format: 'date-time' } },
};
const asked = (witness: string, seenAt = '2026-03-02T09:00:00+08:00', opens: string | null = null) => ({
  schema,
  body: { seenAt, witness },
  opens,
});

describe('a command that came back from a history', () => {
  it('is what was asked for when the body is the same after preparing, whatever the form of its times', async () => {
    const witness = await seal(db, '张三', instantOf(0));
    const kept = { body: { witness, seenAt: '2026-03-02T09:00:00.000+08:00' } } as unknown as Command;
    expect(await isAskedAgain({ db, secrets }, asked('张三'), kept)).toBe(true);
    expect(await isAskedAgain({ db, secrets }, asked('张三', '2026-03-02T01:00:00Z'), kept)).toBe(true);
    expect(await isAskedAgain({ db, secrets }, asked('李四'), kept)).toBe(false);
    expect(await isAskedAgain({ db, secrets }, asked('张三', '2026-03-02T09:00:01+08:00'), kept)).toBe(false);
  });

  it('is another where its sealed text is lost, its policy is another, or nothing is known of it', async () => {
    const lost = { body: { witness: `sealed:${'0'.repeat(64)}`, seenAt: '2026-03-02T09:00:00.000+08:00' } };
    expect(await isAskedAgain({ db, secrets }, asked('张三'), lost as unknown as Command)).toBe(false);
    const opening = { body: {}, opening: { terms: { policy: 'standard' } } } as unknown as Command;
    const bare = (opens: string | null) => ({ schema, body: {}, opens });
    expect(await isAskedAgain({ db, secrets }, bare('standard'), opening)).toBe(true);
    expect(await isAskedAgain({ db, secrets }, bare('trial'), opening)).toBe(false);
    expect(await isAskedAgain({ db, secrets }, bare(null), opening)).toBe(false);
    expect(await isAskedAgain({ db, secrets }, bare(null), null)).toBe(false);
  });

  it('is another where another gave it, or where the identity is lost', async () => {
    const tipId = drawTipId();
    const identity = { name: '张三', phone: '13900000000' };
    await keepIdentity({ sql: db.sql, secrets }, tipId, identity, instantOf(0));
    const opens = { type: 'object', properties: { identity: { type: 'object', 'x-identity': true } } } as const;
    const kept = (id: string, named: boolean) => ({ body: { place: '石桥', tipId: id, named } }) as unknown as Command;
    const again = (body: object) => ({ schema: opens, body, opens: null });
    const of = { db, secrets };
    expect(await isAskedAgain(of, again({ place: '石桥', identity }), kept(tipId, true))).toBe(true);
    expect(await isAskedAgain(of, again({ place: '石坝', identity }), kept(tipId, true))).toBe(false);
    expect(await isAskedAgain(of, again({ place: '石桥', identity: { name: '李四' } }), kept(tipId, true))).toBe(false);
    expect(await isAskedAgain(of, again({ place: '石桥' }), kept(tipId, true))).toBe(false);
    expect(await isAskedAgain(of, again({ place: '石桥' }), kept(drawTipId(), false))).toBe(true);
    expect(await isAskedAgain(of, again({ place: '石桥', identity }), kept(drawTipId(), false))).toBe(false);
    expect(await isAskedAgain(of, again({ place: '石桥', identity }), kept(drawTipId(), true))).toBe(false);
  });
});
