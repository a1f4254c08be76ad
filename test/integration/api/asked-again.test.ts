import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAskedAgain } from '../../../api/commands/again.ts';
import { connect, type Db } from '../../../db/client.ts';
import { seal } from '../../../db/evidence.ts';
import type { Command } from '../../../workflows/kernel/command.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import { freshDatabase } from '../../support/system.ts';

let db: Db;
beforeAll(async () => {
  db = connect(await freshDatabase());
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
    expect(await isAskedAgain(db, asked('张三'), kept)).toBe(true);
    expect(await isAskedAgain(db, asked('张三', '2026-03-02T01:00:00Z'), kept)).toBe(true);
    expect(await isAskedAgain(db, asked('李四'), kept)).toBe(false);
    expect(await isAskedAgain(db, asked('张三', '2026-03-02T09:00:01+08:00'), kept)).toBe(false);
  });

  it('is another where its sealed text is lost, its policy is another, or nothing is known of it', async () => {
    const lost = { body: { witness: `sealed:${'0'.repeat(64)}`, seenAt: '2026-03-02T09:00:00.000+08:00' } };
    expect(await isAskedAgain(db, asked('张三'), lost as unknown as Command)).toBe(false);
    const opening = { body: {}, opening: { terms: { policy: 'standard' } } } as unknown as Command;
    const bare = (opens: string | null) => ({ schema, body: {}, opens });
    expect(await isAskedAgain(db, bare('standard'), opening)).toBe(true);
    expect(await isAskedAgain(db, bare('trial'), opening)).toBe(false);
    expect(await isAskedAgain(db, bare(null), opening)).toBe(false);
    expect(await isAskedAgain(db, bare(null), null)).toBe(false);
  });
});
