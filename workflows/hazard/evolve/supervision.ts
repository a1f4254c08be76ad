import { dueAfter } from '../../kernel/deadline.ts';
import { instantOf, later, msOf, type Instant } from '../../kernel/instant.ts';
import type { EventType } from '../event.ts';
import type { Recipients, RungSaid } from '../event-parts.ts';
import type { Link } from '../matter.ts';
import { isMergedReport, linkRelation, reportsIn } from '../links.ts';
import { currentStep } from '../running.ts';
import { waitFrom } from '../special-period.ts';
import type { HazardState, Matter } from '../state.ts';
import { RUNGS, type DoneAct, type Proposal, type Rung } from '../supervision.ts';
import { stepped, type Apply } from './apply.ts';

type SupervisionEvent = Extract<
  EventType,
  | 'GroundRaised'
  | 'RecordCorrected'
  | 'HandedOver'
  | 'HolderReminded'
  | 'RungFired'
  | 'RungWithdrawn'
  | 'ProposalPassed'
  | 'ProposalReminded'
  | 'RungIssued'
  | 'RungDeclined'
  | 'SupervisionAnswered'
  | 'LevelLowered'
  | 'LinkHeard'
>;

/** What supervision, holders by time, links and corrections make of the state. */
export const SUPERVISION: { readonly [T in SupervisionEvent]: Apply<T> } = {
  GroundRaised: (state, data, stamp) => ({
    ...state,
    grounds: [...state.grounds, { ...data.ground, at: stamp.at, by: stamp.actor.person }],
  }),
  RecordCorrected: (state, data, stamp) => ({
    ...state,
    corrections: [...state.corrections, { ...data, by: stamp.actor.person, at: stamp.at }],
  }),
  HandedOver: (state, data, stamp) => {
    if (data.step !== null) return stepped(state, data.step, stamp);
    const running = currentStep(state);
    const holders = [...running.holders, { ...data.holder, since: stamp.at }];
    return { ...state, steps: [...state.steps.slice(0, -1), { ...running, holders }] };
  },
  HolderReminded: (state) => state,
  RungFired: (state, data, stamp) => {
    const fired = [
      ...state.fired,
      {
        key: data.key,
        rowId: data.rowId,
        rung: data.rung,
        clock: data.clock,
        version: data.version,
        dueAt: data.dueAt,
        firedAt: stamp.heardAt,
        withdrawnAt: null,
        ...reached(data),
      },
    ];
    const next = { ...state, fired };
    if (data.act === 'notify') return withAct(next, done(data, stamp.at));
    if (data.act !== 'propose' || !isRung(data.rung)) return next;
    // A person can only be waited for from when they could know: after an outage that is the firing, not the due instant.
    const proposal: Proposal = {
      key: data.key,
      rowId: data.rowId,
      rung: data.rung,
      clock: data.clock,
      dueAt: data.dueAt,
      firedAt: stamp.heardAt,
      confirmers: data.confirmers,
      at: 0,
      until: waitOf(state, data.rung, later(stamp.at, stamp.heardAt)),
      reminders: 0,
    };
    return { ...next, proposals: [...state.proposals, proposal] };
  },
  RungWithdrawn: (state, data, stamp) => {
    const acts = state.acts.map((act) => (act.key === data.key ? { ...act, withdrawnAt: stamp.at } : act));
    return {
      ...state,
      fired: state.fired.map((f) =>
        f.key === data.key && f.withdrawnAt === null ? { ...f, withdrawnAt: stamp.at } : f,
      ),
      acts,
      proposals: state.proposals.filter((proposal) => proposal.key !== data.key),
      level: levelOf(acts, state.lowered),
    };
  },
  ProposalPassed: (state, data, stamp) =>
    waiting(state, data.key, (proposal) => ({
      ...proposal,
      at: data.at,
      until: waitOf(state, proposal.rung, later(stamp.at, stamp.heardAt)),
    })),
  ProposalReminded: (state, data, stamp) =>
    waiting(state, data.key, (proposal) => ({
      ...proposal,
      reminders: proposal.reminders + 1,
      until: reminderOf(state, proposal.rung, later(stamp.at, stamp.heardAt)),
    })),
  RungIssued: (state, data, stamp) => {
    const act: DoneAct = {
      ...done(data, stamp.at),
      issuedBy: stamp.actor.person,
      document: data.document,
      replyDue: data.replyDue,
    };
    return {
      ...withAct(state, act),
      proposals: state.proposals.filter((proposal) => proposal.key !== data.key),
      listing: data.rung === 'list' ? 'listed' : state.listing,
      links:
        data.rung === 'refer'
          ? [...state.links, { relation: 'accountability', matterId: null, number: null, said: null }]
          : state.links,
    };
  },
  RungDeclined: (state, data, stamp) => ({
    ...state,
    proposals: state.proposals.filter((proposal) => proposal.key !== data.key),
    declined: [
      ...state.declined,
      { key: data.key, rung: data.rung, clock: data.clock, by: stamp.actor.person, at: stamp.at, reason: data.reason },
    ],
  }),
  SupervisionAnswered: (state, data, stamp) => ({
    ...state,
    acts: state.acts.map((act) => (act.key === data.key ? { ...act, repliedAt: stamp.at } : act)),
  }),
  LevelLowered: (state, data, stamp) => {
    const lowered = { to: data.to, at: stamp.at };
    // Heard late, it does not undo what was done since. Matters of rules 1 were lowered all the same.
    return { ...state, lowered, level: state.terms.rules >= 2 ? levelOf(state.acts, lowered) : data.to };
  },
  LinkHeard: (state, data) => {
    const relation = linkRelation(data.event, data.data);
    const link: Link = {
      relation,
      matterId: data.from,
      number: typeof data.data['number'] === 'string' ? data.data['number'] : null,
      said: data.event,
    };
    const known = state.links.findIndex(
      (l) => l.relation === relation && (l.matterId === null || l.matterId === data.from),
    );
    const links = known < 0 ? [...state.links, link] : state.links.map((l, i) => (i === known ? link : l));
    return {
      ...state,
      links,
      merged: isMergedReport(data) ? [...state.merged, ...reportsIn(data)] : state.merged,
    };
  },
};

/** The level that the acts done make: their height, counted anew from where a person lowered it. */
function levelOf(acts: readonly DoneAct[], lowered: Matter['lowered']): number {
  const counted = acts.filter((act) => act.withdrawnAt === null && (lowered === null || act.doneAt > lowered.at));
  return Math.max(lowered?.to ?? 0, ...counted.map((act) => RUNGS.findIndex((rung) => rung === act.rung) + 1));
}

function isRung(rung: string): rung is Rung {
  return RUNGS.some((r) => r === rung);
}

function reached({ told, basis, verified }: Recipients): Recipients {
  return told === undefined || basis === undefined || verified === undefined ? {} : { told, basis, verified };
}

function done(data: RungSaid & Recipients, at: Instant): DoneAct {
  const { key, rung, clock } = data;
  return {
    key,
    rung,
    clock,
    doneAt: at,
    issuedBy: null,
    document: null,
    replyDue: null,
    repliedAt: null,
    withdrawnAt: null,
    ...reached(data),
  };
}

function withAct(state: HazardState, act: DoneAct): HazardState {
  const acts = [...state.acts, act];
  return { ...state, acts, level: levelOf(acts, state.lowered) };
}

function waiting(state: HazardState, key: string, change: (proposal: Proposal) => Proposal): HazardState {
  return {
    ...state,
    proposals: state.proposals.map((proposal) => (proposal.key === key ? change(proposal) : proposal)),
  };
}

/** When whoever was reminded is reminded again. */
function reminderOf(state: HazardState, rung: Rung, from: Instant): Instant {
  const least = instantOf(msOf(from) + (state.terms.numbers['remindSecondsMin'] ?? 0) * 1_000);
  return later(waitOf(state, rung, from), least);
}

/** How long a named person may take to issue or decline (§2.14). */
function waitOf(state: HazardState, rung: Rung, from: Instant): Instant {
  const { periods, calendar } = state.terms;
  const waits = {
    warn: periods.issueSupervise,
    urge: periods.issueSupervise,
    supervise: periods.issueSupervise,
    list: periods.issueList,
    talk: periods.issueTalk,
    circulate: periods.issueCirculate,
    refer: periods.issueRefer,
  };
  return dueAfter(waitFrom(state.terms, waits[rung], from), from, calendar).at;
}
