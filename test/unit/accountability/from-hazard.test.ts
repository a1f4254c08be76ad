import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../workflows/kernel/effect.ts';
import { kindByName } from '../../../workflows/kinds.ts';
import { code, KNOWN, REPORT, story, type Story as Hazard } from '../../support/hazard-story.ts';
import type { OpenCaseBody } from '../../../workflows/accountability/command.ts';
import { Story } from './story.ts';

const CASES = kindByName('accountability');

/** A hazard on which falsification was raised, with the referral issued by 安委会主任. */
function referred(): Hazard {
  const hazard = story();
  expect(code(hazard.say('town-jb', 'Report', REPORT, '2026-03-02T09:00'))).toBe('done');
  const ground = { ground: 'concealment', note: '瞒报隐患', evidence: [`sha256:${'1'.repeat(64)}`] } as const;
  expect(code(hazard.say('awb-zr', 'RaiseGround', ground, '2026-03-02T10:00'))).toBe('done');
  const issue = { rung: 'refer', clock: 'T', decision: 'issue', document: '安委问〔2026〕1号' } as const;
  expect(code(hazard.say('xianzhang', 'DecideRung', issue, '2026-03-02T11:00'))).toBe('done');
  return hazard;
}

function openOf(hazard: Hazard): Extract<Effect, { type: 'Open' }> {
  const effect = hazard
    .entries()
    .flatMap((entry) => entry.effects)
    .find((e) => e.type === 'Open');
  if (effect === undefined) throw new Error('the hazard opens no case');
  return effect;
}

describe('a hazard whose referral is issued', () => {
  it('opens a case that the rules accept, with its holders recused and whoever issued it free to decide', () => {
    const { kind, input } = openOf(referred());
    const opening = CASES.openFrom?.(input);
    expect([kind, opening?.type]).toEqual(['accountability', 'OpenCase']);
    const body = opening?.body as OpenCaseBody;
    expect(body).toMatchObject({ hazard: 'haz-1', number: 'YH-2026-000001', ground: 'concealment', clock: 'T' });
    expect(body.involved.people).not.toContain('p-xianzhang');
    const opened = new Story();
    expect(opened.open(body, { known: KNOWN })).toBe('done');
    expect(opened.state.subjects.map((s) => [s.kind, s.id, s.post])).toMatchObject([
      ['enterprise', 'ent', 'ent-zr'],
      ['publicOfficial', 'yj-zr', 'yj-zr'],
    ]);
  });

  it('hears of the case and keeps it among its links', () => {
    const hazard = referred();
    const opened = new Story();
    opened.open(CASES.openFrom?.(openOf(hazard).input).body as OpenCaseBody);
    const told = opened.effects.find((e) => e.type === 'Tell');
    if (told === undefined) throw new Error('the case tells nothing');
    const heard = { from: 'acc-1' as typeof told.matterId, event: told.event, data: told.data };
    expect([told.matterId, code(hazard.say('system', 'Hear', heard, '2026-03-02T12:00'))]).toEqual(['haz-1', 'done']);
    const link = { relation: 'accountability', matterId: 'acc-1', number: 'WZ-2026-000001', said: 'CaseOpened' };
    expect(hazard.state().links).toEqual([link]);
  });
});
