import { describe, expect, it } from 'vitest';
import { availableCommands } from '../../../api/matters/lifecycle.ts';
import type { Actor } from '../../../workflows/kernel/command.ts';
import { kindByName } from '../../../workflows/kinds.ts';
import { driven } from '../../support/hazard-bodies.ts';
import { who } from '../../support/hazard-story.ts';
import { DESK, DESK_2, DIRECTOR, HEAD, post, PROPOSAL, Story, STRANGER } from '../accountability/story.ts';
import { CHIEF, DEPUTY, DIRECTOR as CHIEF_OF_OFFICE, sealed, tipIn, type Story as Tip } from '../tip/story.ts';

const CASES = kindByName('accountability');
const AT = '2026-03-03T09:00';
const AT_NOON = '2026-03-03T12:00';

function recusedDesk(): Story {
  const story = new Story();
  story.open({ involved: { people: [], posts: [post('desk')] } });
  return story;
}

/** `allowed`, or the code for which it is not. */
function answerTo(story: Story, type: string, by: Actor): string | undefined {
  const { state } = story;
  const found = availableCommands(CASES, state, by, state.status).find((command) => command.type === type);
  return found?.allowed === true ? 'allowed' : found?.refusal?.code;
}

describe('the commands that are available', () => {
  it('say the same code as the hearing: a recused actor is told of the recusal, a stranger is not', () => {
    const said: Record<string, string | undefined> = {};
    for (const by of [DESK, DESK_2, DIRECTOR, HEAD, STRANGER]) {
      said[by.post] = answerTo(recusedDesk(), 'ProposeReferral', by);
      const heard = recusedDesk().send('ProposeReferral', PROPOSAL, by, AT);
      expect([by.post, said[by.post]]).toEqual([by.post, heard === 'done' ? 'allowed' : heard]);
    }
    const expected = {
      desk: 'Recused',
      'desk-2': 'allowed',
      director: 'allowed',
      head: 'NotYours',
      stranger: 'NotYours',
    };
    expect(said).toEqual(expected);
    expect(answerTo(recusedDesk(), 'RecordOutcome', DESK)).toBe('NotHeardInStatus');
  });

  it('give the sentence that the rules give', () => {
    const { state } = recusedDesk();
    const proposing = availableCommands(CASES, state, DESK, state.status).find(
      ({ type }) => type === 'ProposeReferral',
    );
    expect(proposing?.refusal?.detail).toContain('依规回避');
  });

  it('of a tip name whoever proposed, asked or verified as who does not decide', () => {
    const tips = kindByName('tip');
    const answer = (story: Tip, type: string, by: Actor): string | undefined =>
      availableCommands(tips, story.state, by, story.state.status).find((command) => command.type === type)?.refusal
        ?.code;
    const declined = tipIn('received');
    declined.send('DeclineTip', { ground: 'notSafety', reason: sealed('1') }, CHIEF_OF_OFFICE, AT);
    expect(answer(declined, 'DecideDismissal', CHIEF_OF_OFFICE)).toBe('DeciderIsProposer');
    expect(answer(declined, 'DecideDismissal', DEPUTY)).toBeUndefined();
    const verified = tipIn('rewarding');
    const state = { ...verified.state, verifiers: [DEPUTY.person] };
    const reward = availableCommands(tips, state, DEPUTY, state.status).find(({ type }) => type === 'DecideReward');
    expect(reward).toMatchObject({ allowed: false, refusal: { code: 'DeciderIsVerifier' } });
    const asked = tipIn('verifying');
    asked.send('RequestMoreTime', { reason: sealed('1') }, CHIEF, AT_NOON);
    expect(answer(asked, 'DecideMoreTime', CHIEF)).toBe('DeciderIsApplicant');
  });

  it('of a hazard say beforehand what no body changes: what was handed in is not handed in again', () => {
    const state = driven('rechecking').state();
    const again = availableCommands(kindByName('hazard'), state, who('ent-jb'), state.status).find(
      ({ type }) => type === 'SubmitRectification',
    );
    expect(again).toMatchObject({ allowed: false, refusal: { code: 'AlreadySubmitted' } });
  });
});
