import type { Entry } from '../../../workflows/kernel/hear.ts';
import { caseIn } from '../../unit/accountability/story.ts';
import { tipIn } from '../../unit/tip/story.ts';
import { BODY, driven, drivenMajor } from '../../support/hazard-bodies.ts';
import { matter, unit, type Story } from '../../support/hazard-story.ts';
import { closingMajor, listedMajor } from '../../support/listed-hazards.ts';

/** A story by the status that it ends in. */
export interface Told {
  readonly kind: 'hazard' | 'accountability' | 'tip';
  readonly status: string;
  readonly entries: readonly Entry[];
}

const E = ['sha256:t'];

function transferred(): Story {
  const told = driven('reported');
  told.say('yj-jb', 'Transfer', { to: unit('zj'), reason: '职责', evidence: E }, '2026-03-02 10:30');
  told.say('zj-jb', 'AnswerTransfer', { answer: 'accept', reason: '接收', evidence: E }, '2026-03-02 15:00');
  return told;
}

function rejected(): Story {
  const told = driven('reported');
  told.say('yj-jb', 'ProposeRejection', { reason: '不存在', evidence: E }, '2026-03-02 10:00');
  told.say('yj-fg', 'DecideRejection', BODY.approve, '2026-03-02 11:00');
  return told;
}

function merged(): Story {
  const told = driven('registered');
  told.say('yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, '2026-03-02 11:00');
  return told;
}

function abolished(): Story {
  const told = driven('rectifying');
  const body = { decisionNumber: '政关〔2026〕1号', reason: '严重', evidence: E };
  told.say('awb-zr', 'Abolish', body, '2026-03-04 09:00');
  return told;
}

function archived(): Story {
  const told = driven('closed');
  told.pass('2027-12-31 00:00');
  return told;
}

/** A hazard whose enterprise let T run out: with acts of supervision and proposals against those who answer for it. */
function overdue(): Story {
  const told = driven('rectifying');
  told.pass('2026-06-30 00:00');
  return told;
}

/** A story of a hazard in every status, and some that differ in their regions. */
export function hazards(): readonly Told[] {
  const told: readonly Story[] = [
    ...(['reported', 'registered', 'graded', 'assigned', 'rectifying', 'rechecking', 'closing', 'closed'] as const).map(
      (stage) => driven(stage),
    ),
    ...(['confirm', 'planning', 'review'] as const).map((stage) => drivenMajor(stage)),
    listedMajor(),
    closingMajor(),
    overdue(),
    transferred(),
    rejected(),
    merged(),
    abolished(),
    archived(),
  ];
  return told.map((one) => ({ kind: 'hazard', status: one.state().status, entries: one.entries() }));
}

/** A story of a case in every open status. */
export function cases(): readonly Told[] {
  return (['drafting', 'hearing', 'deciding', 'referred', 'handling'] as const).map((stage) => {
    const { state, entries } = caseIn(stage);
    return { kind: 'accountability', status: state.status, entries };
  });
}

/** A story of a tip in every open status. */
export function tips(): readonly Told[] {
  const stages = [
    'received',
    'verifying',
    'verified',
    'handling',
    'answered',
    'settled',
    'rewarding',
    'duplicate',
  ] as const;
  return stages.map((stage) => {
    const { state, entries } = tipIn(stage);
    return { kind: 'tip', status: state.status, entries };
  });
}
