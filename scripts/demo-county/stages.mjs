/**
 * How a hazard of the demonstration county comes to the stage at which a command's example is accepted: the commands
 * before it, each with its own example and account unless said otherwise.
 * @typedef {{ command: string, as?: string, body?: Record<string, unknown> }} Step
 */

/** @param {string} command @param {Omit<Step, 'command'>} [changed] @returns {Step} */
function step(command, changed = {}) {
  return { command, ...changed };
}

const VERIFIED = [step('Verify')];
const GRADED = [...VERIFIED, step('Grade')];
const ASSIGNED = [...GRADED, step('Assign')];
const UNSERVED = [...GRADED, step('Assign', { body: { service: undefined } })];
const ASSISTED = [
  ...GRADED,
  step('Assign', { body: { assists: [{ unit: 'u-chengguan', task: '告知周边住户' }] } }),
  step('Accept'),
];
const PLANNING = [...GRADED, step('Assign', { body: { limit: 20 } }), step('Accept')];
const RECTIFYING = [...ASSIGNED, step('Accept')];
const RECHECKING = [...RECTIFYING, step('SubmitRectification')];
const CLOSING = [...RECHECKING, step('Recheck')];
const CLOSED = [...CLOSING, step('DecideCloseout')];
const MAJOR = {
  severity: 'major',
  reason: '符合重大事故隐患判定标准。',
  clause: 'cl-whp-2017-11',
};
const GRADED_MAJOR = [...VERIFIED, step('Grade', { body: MAJOR })];
const LISTED = [
  ...GRADED_MAJOR,
  step('DecideGrade'),
  step('DecideRung', { body: { rung: 'list', clock: 'T', decision: 'issue', document: '云岭安委挂〔2026〕1号' } }),
];
/** Listed, and then it turned out to be general: 县长, who listed it, may delist it. */
const LISTED_GENERAL = [...LISTED, step('Grade'), step('DecideGrade', { as: 'anweiban-zr' })];
const SEALED = [...RECTIFYING, step('ImposeControl')];
const GROUND_RAISED = [...RECTIFYING, step('RaiseGround')];

/** @type {Readonly<Record<string, readonly Step[]>>} by the command whose example the stage is for */
export const HAZARD_STAGES = {
  Verify: [],
  ProposeRejection: [],
  DecideRejection: [step('ProposeRejection')],
  Appeal: [step('ProposeRejection'), step('DecideRejection')],
  Merge: [],
  Transfer: [],
  AnswerTransfer: [step('Transfer')],
  RectifyOnTheSpot: [],
  Grade: VERIFIED,
  DecideGrade: GRADED_MAJOR,
  Assign: GRADED,
  RecordService: UNSERVED,
  Accept: ASSIGNED,
  ReturnAssignment: ASSIGNED,
  Adjudicate: [...ASSIGNED, step('ReturnAssignment')],
  SubmitPlan: PLANNING,
  DecidePlan: [...PLANNING, step('SubmitPlan')],
  ReportProgress: RECTIFYING,
  Reassign: RECTIFYING,
  RecordUrging: RECTIFYING,
  RequestExtension: RECTIFYING,
  DecideExtension: [...RECTIFYING, step('RequestExtension')],
  SubmitAssist: ASSISTED,
  SubmitRectification: RECTIFYING,
  Abolish: RECTIFYING,
  RaiseGround: RECTIFYING,
  CorrectRecord: RECTIFYING,
  Recheck: RECHECKING,
  DecideCloseout: CLOSING,
  LookBack: CLOSED,
  Reopen: CLOSED,
  DecideRung: GROUND_RAISED,
  ReplyToSupervision: LISTED,
  LowerLevel: [...LISTED_GENERAL, step('Delist')],
  ImposeControl: RECTIFYING,
  RequestResumption: SEALED,
  DecideResumption: [...SEALED, step('RequestResumption')],
  CutSupply: SEALED,
  RestoreSupply: [...SEALED, step('CutSupply')],
  StayClock: RECTIFYING,
  LiftStay: [...RECTIFYING, step('StayClock')],
  Delist: LISTED_GENERAL,
};

/** How a hazard comes to be referred, so that an accountability case is opened. */
export const REFERRED = [...GROUND_RAISED, step('DecideRung')];

const PROPOSED = [step('ProposeReferral')];
/** Both subjects have spoken: the enterprise, and the principal of the unit that supervises it. */
const HEARD = [
  ...PROPOSED,
  step('SubmitStatement', { as: 'qiye01-fzr' }),
  step('SubmitStatement', { as: 'yingji-zr', body: { subject: 's2' } }),
];
const SENT = [...HEARD, step('DecideReferral')];

/** @type {Readonly<Record<string, readonly Step[]>>} by the status that the case is left in */
export const CASE_STAGES = {
  drafting: [],
  hearing: PROPOSED,
  deciding: HEARD,
  referred: SENT,
  handling: [...SENT, step('AnswerReferral')],
};

const ACCEPTED = [step('AcceptTip')];
const HANDLED = [...ACCEPTED, step('RequestMoreTime'), step('VerifyTip')];
/** Of a violation: it brings a fine and no hazard, so that its answer need not wait. */
const NO_HAZARD = { finding: undefined };
const ANSWERED = [
  ...ACCEPTED,
  step('VerifyTip', { body: NO_HAZARD }),
  step('RecordPenalty'),
  step('AnswerTip', { body: { interim: undefined } }),
];

/**
 * How a tip comes to its stage, in the order in which they are given: the first is what another repeats.
 * @type {Readonly<Record<string, { about?: string, steps: readonly Step[] }>>}
 */
export const TIP_STAGES = {
  AcceptTip: { steps: [] },
  DeclineTip: { steps: [] },
  MarkDuplicate: { steps: [] },
  DecideDismissal: { steps: [step('DeclineTip')] },
  ReturnTip: { steps: ACCEPTED },
  VerifyTip: { steps: ACCEPTED },
  handling: { steps: HANDLED },
  answered: { about: 'violation', steps: ANSWERED },
  rewarding: { about: 'violation', steps: [...ANSWERED, step('ProposeReward')] },
};
