import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Db } from '../../../db/client.ts';
import { unseal } from '../../../db/evidence.ts';
import { CannotOpen, secretsIn, type Secrets } from '../../../db/secrets.ts';
import { codeOf, keepCode, tipByCode } from '../../../db/tips/codes.ts';
import { drawTipId, identityOf, keepIdentity } from '../../../db/tips/identities.ts';
import { askOpening, decideOpening, openIdentity, openingOf, type OfTip } from '../../../db/tips/openings.ts';
import type { Actor } from '../../../workflows/kernel/command.ts';
import { instantOf, plusMs } from '../../../workflows/kernel/instant.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { freshDatabase } from '../../support/system.ts';

const IDENTITY = { name: '欧阳青禾', phone: '13877665544' };
const AT = instantOf(1_900_000_000_000);
const HOUR = 3_600_000;

let db: Db;
let secrets: Secrets;
beforeAll(async () => {
  db = connect(await freshDatabase());
  secrets = await secretsIn(join(tmpdir(), `bihuan-secrets-${randomUUID()}`));
});
afterAll(() => db.end());

const by = (person: string) => ({ person, post: `${person}-post`, unit: 'u', rank: 2, role: 'office' }) as Actor;
const ASKER = by('p-asker');
const DECIDER = by('p-decider');

describe('an identity', () => {
  it('lies sealed under its tip, opens for no other, and is nobody where none was kept', async () => {
    const [tipId, other] = [drawTipId(), drawTipId()];
    await keepIdentity({ sql: db.sql, secrets }, tipId, IDENTITY, AT);
    const rows = await db.sql<{ sealed: string }[]>`select sealed from tip_identities where tip_id = ${tipId}`;
    expect(JSON.stringify(rows)).not.toContain(IDENTITY.phone);
    expect(await identityOf({ sql: db.sql, secrets }, tipId)).toEqual(IDENTITY);
    expect(await identityOf({ sql: db.sql, secrets }, other)).toBeNull();
    await db.sql`insert into tip_identities (tip_id, sealed, at) select ${other}, sealed, at from tip_identities where tip_id = ${tipId}`;
    await expect(identityOf({ sql: db.sql, secrets }, other)).rejects.toThrow(CannotOpen);
  });
});

describe('a code', () => {
  it('follows from the command under our key alone, and is found however it is typed, by its hash', async () => {
    const code = codeOf(secrets, 'cmd-1');
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(codeOf(secrets, 'cmd-1')).toBe(code);
    expect(codeOf(secrets, 'cmd-2')).not.toBe(code);
    const others = await secretsIn(join(tmpdir(), `bihuan-secrets-${randomUUID()}`));
    expect(codeOf(others, 'cmd-1')).not.toBe(code);
    await keepCode(db.sql, code, 'tip-1' as MatterId, AT);
    const [row] = await db.sql<{ hash: string }[]>`select code_hash as hash from tip_codes where matter_id = 'tip-1'`;
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      code.replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l'),
    ])
      expect(await tipByCode(db, typed)).toMatchObject({ matterId: 'tip-1' });
    expect(await tipByCode(db, `${code}0`)).toBeNull();
    expect(await tipByCode(db, codeOf(secrets, 'cmd-2'))).toBeNull();
  });
});

describe('an opening of an identity', () => {
  let tip: OfTip;
  let id: string;
  beforeEach(async () => {
    tip = { matterId: `tip-${randomUUID()}` as MatterId, tipId: drawTipId() };
    id = `opn-${randomUUID()}`;
    await keepIdentity({ sql: db.sql, secrets }, tip.tipId, IDENTITY, AT);
    await askOpening(db, tip, { id, reason: '须向本人核实', actor: ASKER, at: AT });
  });
  const decide = (agree: boolean, actor = DECIDER) =>
    decideOpening(db, tip, { id, agree, reason: '同意', actor, at: AT });
  const open = (actor = ASKER, at = AT) => openIdentity(db, secrets, tip, { id, actor, at });
  const told = async () =>
    db.sql<{ type: string; actor: { person: string }; data: Record<string, unknown> }[]>`
      select type, actor, data from trail where subject = ${`tip/${tip.matterId}`} order by seq`;

  it('takes two people, is read once by who asked, and each step stands in the trail by ids only', async () => {
    expect(await decide(true)).toBeNull();
    expect(await open()).toEqual({ identity: IDENTITY });
    expect(await open()).toEqual({ refused: 'Used' });
    const entries = await told();
    expect(entries.map(({ type, actor }) => [type, actor.person])).toEqual([
      ['TipIdentityAsked', 'p-asker'],
      ['TipIdentityDecided', 'p-decider'],
      ['TipIdentityOpened', 'p-asker'],
    ]);
    for (const word of ['须向本人核实', '同意', IDENTITY.name]) expect(JSON.stringify(entries)).not.toContain(word);
    const reasons = entries.flatMap(({ data }) => (typeof data['reason'] === 'string' ? [data['reason']] : []));
    expect([...(await unseal(db, reasons)).values()].toSorted()).toEqual(['同意', '须向本人核实']);
  });

  it('is asked once however often the request comes', async () => {
    await askOpening(db, tip, { id, reason: '另一个理由', actor: ASKER, at: AT });
    expect(await told()).toHaveLength(1);
  });

  it('is not decided by who asked, nor twice, nor under another tip', async () => {
    expect(await decide(true, ASKER)).toBe('AskerDecides');
    expect((await openingOf(db, tip, id))?.agreed).toBeNull();
    expect(await decide(false)).toBeNull();
    expect(await decide(true, by('p-third'))).toBe('Decided');
    const other = { ...tip, tipId: drawTipId() };
    expect(await decideOpening(db, other, { id, agree: true, reason: '同意', actor: DECIDER, at: AT })).toBe(
      'NotFound',
    );
    expect(await openIdentity(db, secrets, other, { id, actor: ASKER, at: AT })).toEqual({ refused: 'NotFound' });
  });

  it('opens for nobody but who asked, and not before it was agreed to', async () => {
    expect(await open()).toEqual({ refused: 'NotAgreed' });
    await decide(true);
    expect(await open(DECIDER)).toEqual({ refused: 'NotAsker' });
  });

  it('does not open when it was refused', async () => {
    await decide(false);
    expect(await open()).toEqual({ refused: 'NotAgreed' });
  });

  it('opens within 24 hours of the agreement and not after', async () => {
    await decide(true);
    expect(await open(ASKER, plusMs(AT, 24 * HOUR + 1))).toEqual({ refused: 'Expired' });
    expect(await open(ASKER, plusMs(AT, 24 * HOUR))).toEqual({ identity: IDENTITY });
  });

  it('asked for ten times at once is read once', async () => {
    await decide(true);
    const answers = await Promise.all(Array.from({ length: 10 }, () => open()));
    expect(answers.filter((it) => 'identity' in it)).toHaveLength(1);
    expect((await told()).filter(({ type }) => type === 'TipIdentityOpened')).toHaveLength(1);
  });

  it('decided ten times at once is decided once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => decide(i % 2 === 0)));
    expect(answers.filter((it) => it === null)).toHaveLength(1);
  });

  it('whose key is gone fails and is not used up', async () => {
    await decide(true);
    const others = await secretsIn(join(tmpdir(), `bihuan-secrets-${randomUUID()}`));
    await expect(openIdentity(db, others, tip, { id, actor: ASKER, at: AT })).rejects.toThrow(CannotOpen);
    expect(await open()).toEqual({ identity: IDENTITY });
  });
});
