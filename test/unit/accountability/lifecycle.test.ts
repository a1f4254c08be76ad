import { describe, expect, it } from 'vitest';
import type { Command } from '../../../workflows/kernel/command.ts';
import type { CaseCommand } from '../../../workflows/accountability/command.ts';
import { decide } from '../../../workflows/accountability/decide/index.ts';
import { LIFECYCLE } from '../../../workflows/accountability/lifecycle.ts';
import { type Relation, relationsOf } from '../../../workflows/accountability/relations.ts';
import {
  caseIn,
  DECLINE,
  DESK,
  ENTERPRISE,
  HEAD,
  INSPECT,
  OFFICER,
  SYSTEM_ACTOR,
  STRANGER,
  time,
  type Story,
} from './story.ts';

const STAGES = ['drafting', 'hearing', 'deciding', 'referred', 'handling'] as const;
const ACTORS = [SYSTEM_ACTOR, DESK, HEAD, INSPECT, OFFICER, ENTERPRISE, STRANGER];
const NEVER_HEARD = ['NotHeardInStatus', 'NotYours', 'AlreadyOpened'];

/** Bodies that name nothing in the case: past the table, the command's own rules answer. */
const BODIES: Readonly<Record<CaseCommand['type'], unknown>> = {
  OpenCase: {},
  AddEvidence: { bears: 'for' },
  SubmitStatement: { subject: 'nobody', statement: 'sealed:0' },
  ProposeReferral: { items: [], report: 'sealed:0' },
  DecideReferral: { decision: 'refer', subjects: ['nobody'], reason: 'sealed:0' },
  AnswerReferral: { to: 'police', answer: 'accepted', document: '1' },
  RecordOutcome: { subject: 'nobody', document: '1', outcome: 'sealed:0' },
  HandOver: { post: 'nobody', unit: 'office', reason: '请假' },
  ReviseTerms: { cause: 'policy', reason: '修订' },
  Wake: {},
  Hear: { from: 'another', event: 'E', data: {} },
};

function answer(story: Story, type: CaseCommand['type'], actor: (typeof ACTORS)[number]): string {
  const command: Command = { commandId: 'c', type, at: time('2026-03-03T14:00'), actor, body: BODIES[type] };
  const decision = decide(story.state, command as CaseCommand);
  return 'events' in decision ? 'done' : decision.refusal.code;
}

describe('the lifecycle table', () => {
  it.each(STAGES)('says exactly which commands are heard in %s, and from whom', (stage) => {
    const story = caseIn(stage);
    expect(story.state.status).toBe(stage);
    for (const row of LIFECYCLE)
      for (const actor of ACTORS) {
        const relations: readonly Relation[] = relationsOf(story.state, actor);
        const listed = row.statuses !== 'opening' && row.statuses.includes(stage);
        const expected = listed && row.by.some((by) => relations.some((r) => r === by));
        const code = answer(story, row.command, actor);
        expect([row.command, actor.post, !NEVER_HEARD.includes(code)]).toEqual([row.command, actor.post, expected]);
      }
  });

  it('lists every command once, and none is heard at the end', () => {
    const story = caseIn('deciding');
    story.send('DecideReferral', DECLINE, HEAD, '2026-03-04T09:00');
    const commands = LIFECYCLE.map((row) => row.command);
    expect(new Set(commands).size).toBe(commands.length);
    expect([...commands].sort()).toEqual(Object.keys(BODIES).sort());
    for (const command of commands)
      for (const actor of ACTORS) expect(NEVER_HEARD).toContain(answer(story, command, actor));
  });
});
