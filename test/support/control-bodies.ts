import type { Bodies } from '../../workflows/hazard/command.ts';
import { BODY, driven, people, type Stage } from './hazard-bodies.ts';
import { unit, type Said, type Story } from './hazard-story.ts';

const E = ['sha256:e'];

/** Bodies of interim control that pass; a test changes what it is about. */
export const CONTROL = {
  seal: {
    control: 'seal',
    target: '二号仓库',
    officers: people('yj-jb', 'yj-jb2'),
    reason: '存在现实危险',
    document: '应急现决〔2026〕1号',
    evidence: E,
  } satisfies Bodies['ImposeControl'],
  request: { statement: '已治理并自行验收', evidence: E } satisfies Bodies['RequestResumption'],
  consent: {
    decision: 'consent',
    officers: people('yj-jb', 'yj-jb2'),
    onSite: true,
    opinion: '危险已消除',
    evidence: E,
  } satisfies Bodies['DecideResumption'],
  cut: {
    supply: 'power',
    document: '应急停电〔2026〕1号',
    reason: '拒不执行查封决定',
    evidence: E,
  } satisfies Bodies['CutSupply'],
  restore: { supply: 'power', reason: '已履行决定', evidence: E } satisfies Bodies['RestoreSupply'],
} as const;

/** Imposes a measure: unless said otherwise a seal, by two officers of the supervising unit. */
export function impose(
  told: Story,
  changes: Partial<Bodies['ImposeControl']> = {},
  at = '2026-03-04 09:00',
  by = 'yj-jb',
): Said {
  return told.say(by, 'ImposeControl', { ...CONTROL.seal, ...changes }, at);
}

/** A general hazard at a stage with a seal, imposed on 2026-03-05 at 10:00: its term ends with 2026-04-04. */
export function sealed(to: Stage = 'rectifying'): Story {
  const told = driven(to);
  impose(told, {}, '2026-03-05 10:00');
  return told;
}

/** A hazard that the township has to rectify, assigned on 2026-03-03. */
export function ofTownship(): Story {
  const order = { ...BODY.assign.order, type: 'assignmentSlip', officers: [] } as const;
  return driven('assigned', {}, { assign: { unit: unit('town'), order } });
}
