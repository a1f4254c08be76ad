import type { Bodies } from '../../workflows/hazard/command.ts';
import { clauseId, day, REPORT, story, unit, who, type Story, type StoryOptions } from './hazard-story.ts';

/** People by their accounts. */
export function people(...accounts: string[]) {
  return accounts.map((account) => who(account).person);
}

/** A body of each command that a straight life needs; a test changes what it is about. */
export const BODY = {
  verify: { note: '属实', evidence: ['sha256:v'] } satisfies Bodies['Verify'],
  general: { severity: 'general', reason: '可以当场整改' } satisfies Bodies['Grade'],
  major: {
    severity: 'major',
    reason: '符合判定标准',
    clause: clauseId('cl-major'),
  } satisfies Bodies['Grade'],
  assign: {
    unit: unit('ent'),
    order: {
      type: 'rectifyOrder',
      number: '应急责改〔2026〕1号',
      date: day('2026-03-03'),
      officers: people('yj-jb', 'yj-jb2'),
      remedies: '可申请行政复议或提起行政诉讼',
    },
    service: { way: 'direct', date: day('2026-03-03'), evidence: [] },
  } satisfies Bodies['Assign'],
  submit: {
    items: [{ id: '1', done: '已加装漏电保护', evidence: ['sha256:after'] }],
    summary: '整改完成',
  } satisfies Bodies['SubmitRectification'],
  pass: {
    officers: people('yj-jb', 'yj-jb2'),
    items: [{ id: '1', result: 'passed', note: '合格' }],
    onSite: true,
    opinionNumber: '复查〔2026〕1号',
    opinion: '整改合格',
    signature: { signed: true },
    evidence: ['sha256:r'],
  } satisfies Bodies['Recheck'],
  fail: {
    officers: people('yj-jb', 'yj-jb2'),
    items: [{ id: '1', result: 'failed', note: '未整改到位' }],
    onSite: true,
    opinionNumber: '复查〔2026〕2号',
    opinion: '不合格',
    signature: { signed: false, refusalNote: '负责人拒签，两名执法人员见证' },
    evidence: ['sha256:r'],
  } satisfies Bodies['Recheck'],
  plan: {
    parts: { goals: '一', methods: '二', funds: '三', people: '四', schedule: '五', safety: '六' },
    assured: { responsibility: true, measures: true, funds: true, deadline: true, contingency: true },
    limit: 60,
    evidence: ['sha256:p'],
  } satisfies Bodies['SubmitPlan'],
  approve: { decision: 'approve', reason: '同意' } as const,
} as const;

export type Stage =
  'reported' | 'registered' | 'graded' | 'assigned' | 'rectifying' | 'rechecking' | 'closing' | 'closed';

const STAGES: readonly Stage[] = [
  'reported',
  'registered',
  'graded',
  'assigned',
  'rectifying',
  'rechecking',
  'closing',
  'closed',
];

/** A general hazard driven to a stage: reported on Monday 2026-03-02 09:00, T = 2026-03-19 00:00, closed on 03-05. */
export function driven(
  to: Stage,
  options: StoryOptions = {},
  changes: { readonly report?: Partial<Bodies['Report']>; readonly assign?: Partial<Bodies['Assign']> } = {},
): Story {
  const told = story(options);
  const steps: Readonly<Record<Stage, () => unknown>> = {
    reported: () => told.say('yj-jb', 'Report', { ...REPORT, ...changes.report }, '2026-03-02 09:00'),
    registered: () => told.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00'),
    graded: () => told.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00'),
    assigned: () => told.say('yj-jb', 'Assign', { ...BODY.assign, ...changes.assign }, '2026-03-03 09:00'),
    rectifying: () => told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00'),
    rechecking: () => told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00'),
    closing: () => told.say('yj-jb', 'Recheck', BODY.pass, '2026-03-05 09:00'),
    closed: () => told.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00'),
  };
  for (const stage of STAGES.slice(0, STAGES.indexOf(to) + 1)) steps[stage]();
  return told;
}

/** A major hazard driven to `assigned`, `planning` or `rectifying` (plan of 60 days from 2026-03-03). */
export function drivenMajor(
  to: 'confirm' | 'graded' | 'assigned' | 'planning' | 'review' | 'rectifying',
  options: StoryOptions = {},
): Story {
  const told = driven('registered', options);
  const steps = [
    () => told.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00'),
    () => told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00'),
    () => told.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00'),
    () => told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00'),
    () => told.say('ent-jb', 'SubmitPlan', BODY.plan, '2026-03-04 09:00'),
    () => told.say('yj-fg', 'DecidePlan', BODY.approve, '2026-03-05 09:00'),
  ];
  const order = ['confirm', 'graded', 'assigned', 'planning', 'review', 'rectifying'];
  for (const step of steps.slice(0, order.indexOf(to) + 1)) step();
  return told;
}
