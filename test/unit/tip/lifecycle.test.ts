import { describe, expect, it } from 'vitest';
import type { Actor, Command } from '../../../workflows/kernel/command.ts';
import type { TipCommand } from '../../../workflows/tip/command.ts';
import { decide } from '../../../workflows/tip/decide/index.ts';
import { evolve } from '../../../workflows/tip/evolve.ts';
import { LIFECYCLE } from '../../../workflows/tip/lifecycle.ts';
import { relationsOf, type Relation } from '../../../workflows/tip/relations.ts';
import { OPEN_STATUSES } from '../../../workflows/tip/state.ts';
import {
  ADMIN,
  AUDITOR,
  CHIEF,
  DEPUTY,
  DESK,
  DIRECTOR,
  HEAD,
  NOBODY,
  OFFICER,
  OWNER,
  sealed,
  STRANGER,
  SYSTEM_ACTOR,
  time,
  tipIn,
  type Story,
} from './story.ts';

const ACTORS = [SYSTEM_ACTOR, DESK, DIRECTOR, DEPUTY, HEAD, OFFICER, CHIEF, OWNER, STRANGER, AUDITOR, ADMIN, NOBODY];
const NEVER_HEARD = ['NotHeardInStatus', 'NotYours', 'AlreadyOpened'];

/** Bodies that name nothing: past the table, the command's own rules answer. */
const BODIES: Readonly<Record<TipCommand['type'], unknown>> = {
  GiveTip: {},
  AcceptTip: { unit: 'nowhere' },
  DeclineTip: { ground: 'noFacts', reason: sealed('0') },
  MarkDuplicate: { first: 'nothing' },
  DecideDismissal: { decision: 'approve' },
  ReturnTip: { reason: sealed('0') },
  VerifyTip: { result: 'true', note: sealed('0'), officers: [], evidence: [] },
  RequestMoreTime: { reason: sealed('0') },
  DecideMoreTime: { decision: 'grant', reason: sealed('0') },
  RecordPenalty: { amount: 1, document: '1', decidedOn: '2099-01-01' },
  AnswerTip: { text: sealed('0') },
  ProposeReward: { reward: 'none' },
  DecideReward: { decision: 'decline' },
  HandOver: { post: 'nobody', unit: 'nowhere', reason: '请假' },
  ReviseTerms: { cause: 'policy', reason: '修订' },
  Wake: {},
  Hear: { from: 'another', event: 'E', data: {} },
};

function answer(story: Story, type: TipCommand['type'], actor: Actor): string {
  const command: Command = { commandId: 'c', type, at: time('2026-03-03T14:00'), actor, body: BODIES[type] };
  const decision = decide(story.state, command as TipCommand);
  return 'events' in decision ? 'done' : decision.refusal.code;
}

describe('the lifecycle table', () => {
  it.each(OPEN_STATUSES)('says exactly which commands are heard in %s, and from whom', (stage) => {
    const story = tipIn(stage);
    expect(story.state.status).toBe(stage);
    for (const row of LIFECYCLE)
      for (const actor of ACTORS) {
        const relations: readonly Relation[] = relationsOf(story.state, actor);
        const listed = row.statuses !== 'opening' && row.statuses.includes(stage);
        const expected = listed && row.by.some((by) => relations.includes(by));
        const code = answer(story, row.command, actor);
        expect([row.command, actor.post, !NEVER_HEARD.includes(code)]).toEqual([row.command, actor.post, expected]);
      }
  });

  it('lists every command once, and none is heard at the end', () => {
    const commands = LIFECYCLE.map((row) => row.command);
    expect(new Set(commands).size).toBe(commands.length);
    expect([...commands].sort()).toEqual(Object.keys(BODIES).sort());
    const closed = tipIn('rewarding');
    closed.send('DecideReward', { decision: 'grant' }, HEAD, '2026-09-01T09:00');
    const rejected = tipIn('received');
    rejected.send('DeclineTip', BODIES.DeclineTip, DESK, '2026-03-03T09:00');
    rejected.send('DecideDismissal', BODIES.DecideDismissal, DIRECTOR, '2026-03-03T09:30');
    for (const story of [closed, rejected])
      for (const command of commands)
        for (const actor of ACTORS) expect(NEVER_HEARD).toContain(answer(story, command, actor));
  });
});

describe('a ledger that cannot be', () => {
  it('is not read', () => {
    const [given, accepted] = tipIn('verifying').events;
    if (given === undefined || accepted === undefined) throw new Error('no events');
    expect(() => evolve(null, accepted as never)).toThrow('outside an open tip');
    expect(evolve(null, given as never).status).toBe('received');
  });
});
