import type { Command } from '../../../workflows/kernel/command.ts';
import type { AnyRules } from '../../../workflows/kernel/definition.ts';
import { dayOf, plusMs, type Instant } from '../../../workflows/kernel/instant.ts';
import type { Bodies, CommandType } from '../../../workflows/hazard/command.ts';
import { pendingItems } from '../../../workflows/hazard/decide/parts.ts';
import type { StepName } from '../../../workflows/hazard/matter.ts';
import { currentStep } from '../../../workflows/hazard/running.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { BODY, people } from '../../support/hazard-bodies.ts';
import { KNOWN, unit, who } from '../../support/hazard-story.ts';
import type { Law } from '../law.ts';
import { holderOfIt } from './seats.ts';

const MINUTE = 60_000;
const WHY = { reason: '理由', evidence: ['sha256:e'] };

type Taking = { readonly [T in CommandType]: readonly [T, Bodies[T]] }[CommandType];

/** A grade may wait for its second opinion beside another step. */
const CONFIRM: Taking = ['DecideGrade', { decision: 'confirm', reason: '同意' }];

/** What would do each step, whatever the outcome; the officers of another unit where 安委办 has taken a recheck over. */
const TAKINGS: Readonly<Partial<Record<StepName, (state: HazardState, at: Instant) => readonly Taking[]>>> = {
  verify: () => [['Verify', BODY.verify]],
  rejection: () => [['DecideRejection', { decision: 'decline', reason: '须再核实' }]],
  transfer: () => [['AnswerTransfer', { answer: 'object', ...WHY }]],
  chase: () => [['AnswerTransfer', { answer: 'accept', ...WHY }]],
  dispute: () => [['Adjudicate', { decision: 'returned', reason: '理由' }]],
  // A matter that comes back from a transfer is to be graded, and may have its grade already.
  grade: (_state, at) => [['Grade', BODY.general], CONFIRM, assigning(at)],
  confirm: () => [CONFIRM],
  assign: (_state, at) => [assigning(at), CONFIRM],
  accept: () => [['Accept', {}]],
  adjudicate: () => [['Adjudicate', { decision: 'stands', reason: '理由' }]],
  planReview: () => [['DecidePlan', { decision: 'reject', reason: '不落实' }]],
  rectify: (state) => [
    ['SubmitRectification', { items: pendingItems(state).map(({ id }) => done(id)), summary: '完成' }],
    ['SubmitAssist', { result: '完成', evidence: ['sha256:e'] }],
  ],
  recheck: (state) => {
    const items = pendingItems(state).map(({ id }) => ({ id, result: 'failed', note: '未到位' }) as const);
    const lead = state.lead ?? 'awb';
    const other = lead === 'yj' ? 'zj' : 'yj';
    const teams = [
      [`${lead}-jb`, `${lead}-jb2`],
      [`${lead}-jb`, `${lead}-fg`],
      [`${lead}-fg`, `${lead}-zr`],
      ['awb-jb', `${other}-jb`, `${other}-jb2`],
      ['awb-zr', `${other}-jb`, `${other}-jb2`],
    ];
    const expert = state.severity === 'major' ? ['expert'] : [];
    return teams.map((team) => ['Recheck', { ...BODY.fail, items, officers: people(...team, ...expert) }] as const);
  },
  closeout: () => [['DecideCloseout', { decision: 'refuse', reason: '材料不齐' }]],
  lookBack: () => [['LookBack', { result: 'failed', officers: people('group'), note: '看', evidence: ['sha256:e'] }]],
};

/** 职责分离 bars people, never everybody: whatever happened before, somebody may do the step that is due. */
export const somebodyMay = (rules: AnyRules): Law<HazardState> => ({
  name: 'for the step that is due there is always somebody who may do it',
  broken: ({ after, now }) => {
    const at = plusMs(now, MINUTE);
    const { name } = currentStep(after);
    const takings = TAKINGS[name]?.(after, at) ?? [];
    if (takings.length === 0) return null;
    // Papers are signed and served outside; that they are is told, or recorded, when it is done.
    const state = inEffect(after, at);
    const asked = takings.flatMap((taking) => takersOf(state).map((by) => said(rules, state, taking, by, at)));
    const codes = new Set<string>();
    for (const one of asked) {
      const code = one();
      if (code === null) return null;
      codes.add(code);
    }
    return `nobody may do ${name} in ${after.status}: ${[...codes].join()}`;
  },
});

function inEffect(state: HazardState, at: Instant): HazardState {
  const { papers, assignment } = state;
  const byHand = { way: 'direct', date: dayOf(at), witness: null, evidence: [] } as const;
  const ordered = { ...state, assignment: assignment && { ...assignment, service: assignment.service ?? byHand } };
  if (papers === undefined) return ordered as HazardState;
  const issued = { by: null, at, hash: 'sha256:e' };
  const served = { way: 'direct', date: dayOf(at), at };
  return { ...ordered, papers: papers.map((paper) => ({ ...paper, issued, served })) } as HazardState;
}

function said(rules: AnyRules, state: HazardState, [type, body]: Taking, by: string, at: Instant): () => string | null {
  const command: Command = { commandId: 'c-taker', type, at, actor: who(by), known: KNOWN, body };
  return () => {
    const decision = rules.decide(state, command);
    return 'refusal' in decision ? decision.refusal.code : null;
  };
}

function assigning(at: Instant): Taking {
  const order = { type: 'assignmentSlip', number: '交办1号', date: dayOf(at), officers: [] } as const;
  return ['Assign', { unit: unit('ent'), order }];
}

function done(id: string): Bodies['SubmitRectification']['items'][number] {
  return { id, done: '完成', evidence: ['sha256:a'] };
}

/** The holder first, then everybody else whose it could be. */
function takersOf(state: HazardState): readonly string[] {
  const units = [state.lead ?? 'awb', state.assignment?.unit ?? 'ent', state.transfer?.to ?? 'zj', 'zj'];
  const own = units.filter((id) => id !== 'awb').flatMap((id) => ['jb', 'fg', 'zr'].map((place) => `${id}-${place}`));
  return [...new Set([holderOfIt(state), ...own, 'awb-jb', 'awb-zr', 'fenguan', 'xianzhang', 'shuji', 'ducha'])];
}
