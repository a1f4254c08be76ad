import { appealedBy } from '../appeals.ts';
import type { EventType } from '../event.ts';
import { assignmentOf, bound, chainsWith, stepped, united, type Apply } from './apply.ts';

type IntakeEvent = Extract<
  EventType,
  | 'HazardVerified'
  | 'RejectionProposed'
  | 'RejectionApproved'
  | 'RejectionDeclined'
  | 'RejectionLapsed'
  | 'Appealed'
  | 'RejectionFinal'
  | 'Merged'
  | 'TransferSent'
  | 'TransferObjected'
  | 'TransferAccepted'
  | 'TransferReturned'
  | 'GradeProposed'
  | 'GradeDecisionPassed'
  | 'Graded'
  | 'GradeDeclined'
>;

/** What the events before an assignment, and of grading, make of the state. */
export const INTAKE: { readonly [T in IntakeEvent]: Apply<T> } = {
  HazardVerified: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'registered',
    items: data.items,
    people: { ...state.people, verifiers: united(state.people.verifiers, bound(stamp)) },
  }),
  RejectionProposed: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    rejection: {
      reason: data.reason,
      by: stamp.actor.person,
      at: stamp.at,
      decision: 'pending',
      ...(state.rejection?.appeal === undefined ? {} : { appeal: state.rejection.appeal }),
    },
    people: { ...state.people, rejecters: united(state.people.rejecters, bound(stamp)) },
  }),
  RejectionApproved: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'rejected',
    proposals: state.proposals.filter((proposal) => proposal.rung === 'refer'),
    rejection: { ...rejectionOf(state), decision: 'approved' },
    people: { ...state.people, rejecters: united(state.people.rejecters, bound(stamp)) },
  }),
  RejectionDeclined: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    rejection: { ...rejectionOf(state), decision: 'declined' },
  }),
  RejectionLapsed: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    rejection: { ...rejectionOf(state), decision: 'lapsed' },
  }),
  Appealed: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'reported',
    rejection: appealedBy(state, stamp.actor, stamp.at),
  }),
  RejectionFinal: (state, data, stamp) => ({ ...stepped(state, data.step, stamp), final: true }),
  Merged: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'merged',
    master: data.master,
    links: [...state.links, { relation: 'master', matterId: data.master, number: data.masterNumber, said: null }],
  }),
  TransferSent: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    chains: chainsWith(state, [data.chain]),
    transfer: {
      to: data.to,
      outside: data.outside,
      reason: data.reason,
      sentBy: stamp.actor.person,
      sentAt: stamp.at,
      objection: null,
      accepted: null,
    },
  }),
  TransferObjected: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    transfer: { ...transferOf(state), objection: data.reason },
  }),
  TransferAccepted: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: 'transferred',
    chains: chainsWith(state, [data.chain]),
    transfer: { ...transferOf(state), to: data.to, outside: data.outside, accepted: { deemed: data.deemed } },
  }),
  TransferReturned: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    status: state.status === 'registered' ? 'registered' : 'reported',
    transfer: null,
  }),
  GradeProposed: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    severity: data.meanwhile,
    majorSince: data.meanwhile === 'major' ? (state.majorSince ?? stamp.at) : state.majorSince,
    gradeProposal: {
      severity: data.severity,
      clause: data.clause,
      proposedBy: stamp.actor.person,
      proposedAt: stamp.at,
      before: state.severity,
      confirmers: data.confirmers,
      at: 0,
      until: data.until,
    },
  }),
  GradeDecisionPassed: (state, data) => ({
    ...state,
    gradeProposal: state.gradeProposal === null ? null : { ...state.gradeProposal, at: data.at, until: data.until },
  }),
  Graded: (state, data, stamp) => {
    const graded = {
      ...stepped(state, data.step, stamp),
      severity: data.severity,
      majorSince: data.severity === 'major' ? (state.majorSince ?? stamp.at) : null,
      clause: data.clause,
      gradeProposal: null,
    };
    return data.to === null ? graded : { ...graded, status: data.to, assignment: assignmentOf(state) };
  },
  GradeDeclined: (state, data, stamp) => ({
    ...stepped(state, data.step, stamp),
    severity: data.severity,
    majorSince: data.severity === 'major' ? state.majorSince : null,
    gradeProposal: null,
  }),
};

function rejectionOf(state: Parameters<Apply<'RejectionApproved'>>[0]) {
  if (state.rejection === null) throw new Error(`no rejection was proposed in ${state.id}`);
  return state.rejection;
}

function transferOf(state: Parameters<Apply<'TransferAccepted'>>[0]) {
  if (state.transfer === null) throw new Error(`${state.id} was sent to nobody`);
  return state.transfer;
}
