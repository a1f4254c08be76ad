import type { Instant } from '../../../../workflows/kernel/instant.ts';
import type { Bodies, CommandType } from '../../../../workflows/hazard/command.ts';
import type { HazardState } from '../../../../workflows/hazard/state.ts';
import { CONTROL, impose, sealed } from '../../../support/control-bodies.ts';
import { BODY, driven, drivenMajor, people } from '../../../support/hazard-bodies.ts';
import { drivenByPaper } from '../../../support/hazard-papers.ts';
import { day, matter, time, unit, type Story } from '../../../support/hazard-story.ts';
import { listedGeneral } from '../../../support/listed-hazards.ts';

/** A command that is accepted where a story has come to. */
export interface Accepted {
  readonly type: CommandType;
  readonly state: () => HazardState;
  readonly by: string;
  readonly body: unknown;
  readonly at: Instant;
}

const WHY = { reason: '理由', evidence: ['sha256:e'] };
const STAY_AT = '2026-03-10 09:00';

function accepted<T extends CommandType>(told: Story, by: string, type: T, body: Bodies[T], at: string): Accepted {
  return { type, state: told.state, by, body, at: time(at) };
}
function told(from: Story, ...said: readonly ((story: Story) => unknown)[]): Story {
  for (const say of said) say(from);
  return from;
}

function appealed(): Story {
  return told(
    driven('reported'),
    (it) => it.say('yj-jb', 'ProposeRejection', WHY, '2026-03-02 10:00'),
    (it) => it.say('yj-fg', 'DecideRejection', { decision: 'approve', reason: '不存在' }, '2026-03-02 11:00'),
    (it) => it.say('yj-jb', 'Appeal', WHY, '2026-03-03 09:00'),
  );
}
const requested = (): Story =>
  told(driven('rectifying'), (it) =>
    it.say(
      'ent-jb',
      'RequestExtension',
      { amount: 5, reason: 'forceMajeure', explanation: '暴雨', evidence: ['sha256:e'] },
      '2026-03-16 09:00',
    ),
  );
const overdue = (): Story => told(driven('rectifying'), (it) => it.pass('2026-03-24 08:30'));
const { service: _service, ...UNSERVED } = BODY.assign;

/** One accepted command of every act that the table of separated duties speaks of. */
export const ACCEPTED: Readonly<Partial<Record<CommandType, () => Accepted>>> = {
  Verify: () => accepted(appealed(), 'yj-zr', 'Verify', BODY.verify, '2026-03-03 10:00'),
  ProposeRejection: () => accepted(appealed(), 'yj-zr', 'ProposeRejection', WHY, '2026-03-03 10:00'),
  DecideRejection: () =>
    accepted(
      told(appealed(), (it) => it.say('yj-zr', 'ProposeRejection', WHY, '2026-03-03 10:00')),
      'awb-zr',
      'DecideRejection',
      { decision: 'decline', reason: '须再核实' },
      '2026-03-03 11:00',
    ),
  Merge: () =>
    accepted(driven('registered'), 'yj-jb', 'Merge', { master: matter('haz-2'), reason: '重复' }, '2026-03-02 11:00'),
  Transfer: () => accepted(driven('registered'), 'yj-jb', 'Transfer', { ...WHY, to: unit('zj') }, '2026-03-02 11:00'),
  AnswerTransfer: () =>
    accepted(
      told(driven('registered'), (it) => it.say('yj-jb', 'Transfer', { ...WHY, to: unit('zj') }, '2026-03-02 11:00')),
      'zj-jb',
      'AnswerTransfer',
      { ...WHY, answer: 'accept' },
      '2026-03-03 09:00',
    ),
  Abolish: () =>
    accepted(
      driven('rectifying'),
      'awb-zr',
      'Abolish',
      { ...WHY, decisionNumber: '关闭〔2026〕1号' },
      '2026-03-05 09:00',
    ),
  CorrectRecord: () =>
    accepted(
      driven('rectifying'),
      'awb-jb',
      'CorrectRecord',
      { field: 'place', value: '二车间', reason: '笔误' },
      '2026-03-05 09:00',
    ),
  Grade: () => accepted(driven('registered'), 'yj-jb', 'Grade', BODY.general, '2026-03-02 11:00'),
  DecideGrade: () =>
    accepted(
      drivenMajor('confirm'),
      'yj-zr',
      'DecideGrade',
      { decision: 'confirm', reason: '同意' },
      '2026-03-02 12:00',
    ),
  Assign: () => accepted(driven('graded'), 'yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00'),
  Reassign: () =>
    accepted(
      driven('rectifying'),
      'awb-jb',
      'Reassign',
      { part: 'rectifier', unit: unit('town'), reason: '调整' },
      '2026-03-04 09:00',
    ),
  RecordService: () =>
    accepted(
      told(driven('graded'), (it) => it.say('yj-jb', 'Assign', UNSERVED, '2026-03-03 09:00')),
      'yj-jb',
      'RecordService',
      BODY.assign.service,
      '2026-03-04 09:00',
    ),
  ReplacePaper: () =>
    accepted(
      drivenByPaper('assigned'),
      'yj-fg',
      'ReplacePaper',
      { ...WHY, key: 'draw:4', number: '手1号', date: day('2026-03-04') },
      '2026-03-04 09:00',
    ),
  Adjudicate: () =>
    accepted(
      told(driven('assigned'), (it) => it.say('ent-jb', 'ReturnAssignment', WHY, '2026-03-03 10:00')),
      'awb-jb',
      'Adjudicate',
      { decision: 'stands', reason: '裁定' },
      '2026-03-04 09:00',
    ),
  DecidePlan: () => accepted(drivenMajor('review'), 'yj-fg', 'DecidePlan', BODY.approve, '2026-03-05 09:00'),
  DecideExtension: () =>
    accepted(requested(), 'yj-fg', 'DecideExtension', { decision: 'grant', reason: '同意' }, '2026-03-16 10:00'),
  Recheck: () => accepted(driven('rechecking'), 'yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00'),
  DecideCloseout: () => accepted(driven('closing'), 'yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00'),
  LookBack: () =>
    accepted(
      driven('closed'),
      'group',
      'LookBack',
      { result: 'passed', officers: people('group'), note: '未反弹', evidence: ['sha256:e'] },
      '2026-03-20 09:00',
    ),
  RectifyOnTheSpot: () =>
    accepted(
      driven('registered'),
      'yj-jb',
      'RectifyOnTheSpot',
      {
        rectifiedBy: people('ent-jb'),
        officers: people('yj-jb', 'yj-jb2'),
        items: [{ id: '1', done: '已改', evidence: ['sha256:e'] }],
        opinion: '合格',
        signature: { signed: true },
      },
      '2026-03-02 11:00',
    ),
  DecideRung: () =>
    accepted(
      overdue(),
      'awb-zr',
      'DecideRung',
      { rung: 'supervise', clock: 'T', decision: 'issue' },
      '2026-03-24 09:00',
    ),
  LowerLevel: () => accepted(overdue(), 'awb-zr', 'LowerLevel', { to: 0, reason: '理由' }, '2026-03-24 09:00'),
  ImposeControl: () => accepted(driven('rectifying'), 'yj-jb', 'ImposeControl', CONTROL.seal, '2026-03-05 10:00'),
  DecideResumption: () =>
    accepted(
      told(sealed(), (it) => it.say('ent-jb', 'RequestResumption', CONTROL.request, '2026-03-05 11:00')),
      'yj-fg',
      'DecideResumption',
      CONTROL.consent,
      '2026-03-06 09:00',
    ),
  CutSupply: () => accepted(sealed(), 'yj-zr', 'CutSupply', CONTROL.cut, '2026-03-05 11:00'),
  RestoreSupply: () =>
    accepted(
      told(
        driven('rectifying'),
        (it) => impose(it),
        (it) => it.say('yj-zr', 'CutSupply', CONTROL.cut, '2026-03-05 11:00'),
      ),
      'yj-zr',
      'RestoreSupply',
      CONTROL.restore,
      '2026-03-05 12:00',
    ),
  StayClock: () => accepted(driven('rectifying'), 'awb-jb', 'StayClock', WHY, STAY_AT),
  LiftStay: () =>
    accepted(
      told(driven('rectifying'), (it) => it.say('awb-jb', 'StayClock', WHY, STAY_AT)),
      'awb-jb',
      'LiftStay',
      { reason: '可以施工' },
      '2026-03-11 09:00',
    ),
  Delist: () => accepted(listedGeneral('rectifying'), 'xianzhang', 'Delist', { reason: '已治理' }, '2026-03-04 09:00'),
};
