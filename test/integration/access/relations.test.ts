import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELATIONS } from '../../../api/access/relations.ts';
import { commandsOfPeople } from '../../../api/matters/lifecycle.ts';
import { matter } from '../../../db/queries/matter.ts';
import type { Actor, Role } from '../../../workflows/kernel/command.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { kindByName, type Kind } from '../../../workflows/kinds.ts';
import * as ofCases from '../../unit/accountability/story.ts';
import * as ofTips from '../../unit/tip/story.ts';
import { person, post, unit, who } from '../../support/hazard-story.ts';
import { apiSystem, listOf, type ApiSystem } from '../api/system.ts';
import { enrolled, type Reader } from './people.ts';
import { keep } from './matters.ts';
import { cases, hazards, tips, type Told } from './world.ts';

let system: ApiSystem;
beforeAll(async () => {
  system = await apiSystem({ limits: { requestsPerMinute: 1_000_000, trailPerMinute: 1_000_000 } });
});
afterAll(() => system.close());

/** Someone whose post puts them into a relation that their role is not for. */
function misplaced(role: Role, of: string, seat = `${of}-${role}`): Actor {
  return { person: person(`p-${seat}-${role}`), post: post(seat), unit: unit(of), rank: 3, role };
}

const WRONG: readonly (readonly [Role, string])[] = [
  ['admin', 'yj'],
  ['auditor', 'ent'],
  ['security', 'yj'],
  ['public', 'yj'],
  ['expert', 'ent'],
  ['enterprise', 'yj'],
  ['admin', 'office'],
  ['auditor', 'bureau'],
  ['public', 'bureau'],
];
const ACCOUNTS = [
  ...['yj', 'zj', 'town', 'ent'].flatMap((of) => [`${of}-jb`, `${of}-zr`]),
  ...['yj-fg', 'awb-jb', 'awb-zr', 'fenguan', 'xianzhang', 'shuji', 'ducha', 'group', 'expert', 'auditor', 'admin'],
  'citizen',
];

const BY_KIND: Readonly<Record<Told['kind'], { readonly told: () => readonly Told[]; readonly actors: Actor[] }>> = {
  hazard: { told: hazards, actors: ACCOUNTS.map(who) },
  accountability: {
    told: cases,
    actors: [
      ...[ofCases.DESK, ofCases.DIRECTOR, ofCases.DEPUTY, ofCases.HEAD, ofCases.PARTY, ofCases.INSPECT],
      ...[ofCases.OFFICER, ofCases.ENTERPRISE, ofCases.STRANGER],
    ],
  },
  tip: {
    told: tips,
    actors: [
      ...[ofTips.DESK, ofTips.DIRECTOR, ofTips.DEPUTY, ofTips.HEAD, ofTips.OFFICER, ofTips.CHIEF, ofTips.OWNER],
      ...[ofTips.STRANGER, ofTips.AUDITOR, ofTips.ADMIN],
    ],
  },
};

/** What lifecycle and relations, multiplied, allow. */
function isAllowed(kind: Kind, type: string, status: string, state: unknown, actor: Actor): boolean {
  const stands = kind.face.relations(state, actor);
  return kind.rules.lifecycle
    .filter((row) => row.command === type && row.statuses.includes(status))
    .some((row) =>
      row.by.some((it) => stands.includes(it) && RELATIONS[kind.rules.name]?.[it]?.includes(actor.role) === true),
    );
}

/** What those who run, secure and audit the system may do on matters at all. */
const AT_MOST: Partial<Record<Role, readonly string[]>> = {
  admin: ['CorrectRecord', 'ReviseTerms'],
  auditor: ['Appeal', 'LookBack', 'RaiseGround'],
  security: [],
};

describe.each(['hazard', 'accountability', 'tip'] as const)('role × command × relation × status of a %s', (name) => {
  const kind = kindByName(name);
  const readers: Reader[] = [];
  const matters: { readonly id: MatterId; readonly status: string }[] = [];

  beforeAll(async () => {
    const { told, actors } = BY_KIND[name];
    const wrong = WRONG.map(([role, of]) => misplaced(role, of));
    for (const actor of [...actors, ...wrong]) readers.push(await enrolled(system.app, system.db, actor));
    for (const [i, { kind: of, status, entries }] of told().entries())
      matters.push({ id: await keep(system.db, { kind: of, nth: i + 1, entries }), status });
  });

  it('meets every status in which people act', () => {
    const acted = kind.rules.lifecycle
      .filter(({ command }) => commandsOfPeople(kind).includes(command))
      .flatMap(({ statuses }) => (statuses === 'opening' ? [] : statuses));
    expect(matters.map(({ status }) => status)).toEqual(expect.arrayContaining([...new Set(acted)]));
  });

  it('is what /commands allows and POST lets through, in every cell', { timeout: 240_000 }, async () => {
    let cells = 0;
    let allowed = 0;
    for (const { id, status } of matters) {
      const found = await matter(system.db, id, 'all');
      if (found === null) throw new Error(`${id} was not kept`);
      const base = `/v1/${kind.face.path}/${id}`;
      for (const reader of readers) {
        const where = `${reader.actor.role} ${reader.actor.post} on ${status}`;
        const shown = await reader.get(`${base}/commands`);
        const isSeen = (await reader.get(base)).status === 200;
        expect(shown.status, where).toBe(isSeen ? 200 : 404);
        for (const [i, type] of commandsOfPeople(kind).entries()) {
          const isTheirs = isSeen && isAllowed(kind, type, status, found.state, reader.actor);
          const one = isSeen ? listOf(shown, 'commands').find((it) => it['type'] === type) : undefined;
          // What no body changes is refused beforehand, though status and relation let it through.
          const refusal = one?.['refusal'] as { readonly code: string } | undefined;
          const isForegone = isTheirs && refusal !== undefined && (kind.face.beforehand ?? []).includes(refusal.code);
          expect(one?.['allowed'] ?? false, `${where}: ${type}`).toBe(isTheirs && !isForegone);
          const most = AT_MOST[reader.actor.role];
          if (isTheirs && most !== undefined) expect(most).toContain(type);
          cells += 1;
          allowed += Number(isTheirs);
          const isBySeat = kind.face.relations(found.state, reader.actor).length > 0 && most !== undefined;
          if (isBySeat ? i % 6 > 0 : (i + cells) % 37 > 0) continue;
          const answered = await reader.post(`${base}/commands/${type}`, { 'no such field': true });
          if (isTheirs) expect(answered.body['code'], `${where}: ${type}`).toBe('InvalidBody');
          else expect(['NotFound', 'NotYours', 'InvalidBody'], `${where}: ${type}`).toContain(answered.body['code']);
          if (!isSeen) expect(answered.status, where).toBe(404);
          else if (most?.includes(type) === false) expect(answered.body['code'], where).toBe('NotYours');
        }
      }
    }
    expect(allowed).toBeGreaterThan(20);
    expect(cells).toBeGreaterThan(allowed);
  });
});
