import { describe, expect, it } from 'vitest';
import { availableCommands } from '../../../api/matters/lifecycle.ts';
import type { Actor } from '../../../workflows/kernel/command.ts';
import { kindByName } from '../../../workflows/kinds.ts';
import { OPEN_STATUSES } from '../../../workflows/tip/state.ts';
import { driven, type Stage } from '../../support/hazard-bodies.ts';
import { who } from '../../support/hazard-story.ts';
import * as cases from '../accountability/story.ts';
import * as tips from '../tip/story.ts';

/** `allowed`, or the code for which it is not. */
function answerTo(kind: string, state: object, type: string, by: Actor): string | undefined {
  const { status } = state as { readonly status: string };
  const found = availableCommands(kindByName(kind), state, by, status).find((command) => command.type === type);
  return found?.allowed === true ? 'allowed' : found?.refusal?.code;
}

describe('a command that is kept apart from what somebody did', () => {
  it('is not theirs, and stays another’s of the same rank: a hazard is closed by whom did not recheck it', () => {
    const state = driven('closing').state();
    const recheckers = state.people.recheckers;
    const chief = who('yj-fg');
    const rechecked = { ...state, people: { ...state.people, recheckers: [...recheckers, chief.person] } };
    expect(answerTo('hazard', state, 'DecideCloseout', chief)).toBe('allowed');
    expect(answerTo('hazard', rechecked, 'DecideCloseout', chief)).toBe('CloserIsRechecker');
    const rectified = { ...state, people: { ...state.people, rectifiers: [chief.person] } };
    expect(answerTo('hazard', rectified, 'DecideCloseout', chief)).toBe('CloserIsRectifier');
  });

  it('stays allowed where the example alone is at fault', () => {
    const state = driven('rechecking').state();
    const rectified = { ...state, people: { ...state.people, rectifiers: [who('ent-jb').person] } };
    expect(answerTo('hazard', rectified, 'Recheck', who('yj-jb'))).toBe('allowed');
  });

  it('is asked of every kind in every status by anybody, and no rule throws', () => {
    const hazards: readonly Stage[] = [
      'reported',
      'registered',
      'graded',
      'assigned',
      'rectifying',
      'rechecking',
      'closing',
    ];
    const stages = ['drafting', 'hearing', 'deciding', 'referred', 'handling'] as const;
    const people = [
      'yj-jb',
      'yj-fg',
      'yj-zr',
      'town-jb',
      'ent-jb',
      'awb-jb',
      'awb-zr',
      'fenguan',
      'shuji',
      'ducha',
      'admin',
    ];
    const asked = [
      ...hazards.map((stage) => ['hazard', driven(stage).state(), people.map(who)] as const),
      ...stages.map((stage) => ['accountability', cases.caseIn(stage).state, actorsOf(cases)] as const),
      ...OPEN_STATUSES.map((stage) => ['tip', tips.tipIn(stage).state, actorsOf(tips)] as const),
    ];
    for (const [kind, state, actors] of asked)
      for (const by of actors)
        expect(availableCommands(kindByName(kind), state, by, state.status), `${kind} ${by.post}`).not.toEqual([]);
  });
});

function actorsOf({
  DESK,
  DIRECTOR,
  DEPUTY,
  HEAD,
  OFFICER,
  STRANGER,
}: Readonly<Record<'DESK' | 'DIRECTOR' | 'DEPUTY' | 'HEAD' | 'OFFICER' | 'STRANGER', Actor>>): readonly Actor[] {
  return [DESK, DIRECTOR, DEPUTY, HEAD, OFFICER, STRANGER];
}
