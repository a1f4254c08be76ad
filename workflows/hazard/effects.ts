import type { Effect } from '../kernel/effect.ts';
import { PAPER_RULES, type DocumentName } from '../kernel/papers.ts';
import type { PostId } from '../kernel/terms.ts';
import { documentsOf } from './documents.ts';
import { caseOpened } from './effects/accountability.ts';
import { controlEffects } from './effects/control.ts';
import { lawfulTimeEffects } from './effects/lawful-time.ts';
import { stepNotice } from './effects/step-notice.ts';
import { tipTold } from './effects/tip.ts';
import { nightDesk, notify, postsNamed } from './effects/told.ts';
import { urgingEffects } from './effects/urging.ts';
import type { HazardRecorded } from './event.ts';
import { HAZARD_MERGED, reportOn } from './links.ts';
import type { Step } from './matter.ts';
import { seatIn } from './posts.ts';
import type { HazardState } from './state.ts';
import { RUNGS } from './supervision.ts';

/** From this level on an act is a leader's, and stands in the leader's ledger. */
const LEADERS_LEVEL = 3;

/** What the world is to do because of an event: whom to tell, what to draw up, open, tell and enter. */
export function effects(before: HazardState | null, event: HazardRecorded, after: HazardState): readonly Effect[] {
  return [
    ...stepNotice(before, event, after),
    ...specific(event, after),
    ...controlEffects(event, after),
    ...lawfulTimeEffects(event, after),
    ...urgingEffects(event, after),
    ...documents(event, after),
    ...tipTold(event, after),
  ];
}

function specific(event: HazardRecorded, after: HazardState): readonly Effect[] {
  switch (event.type) {
    case 'RungFired':
    case 'RungWithdrawn':
    case 'RungIssued':
    case 'RungDeclined':
    case 'ProposalPassed':
    case 'ProposalReminded':
    case 'SupervisionAnswered':
      return supervision(event, after);
    case 'Assigned':
      return notify(
        event,
        after,
        'AssistAsked',
        event.data.assists.map((assist) => seatIn(after, assist.unit, 1).post),
      );
    case 'HolderReminded':
      return notify(event, after, 'HolderReminded', [event.data.holder, ...postsNamed(after, ['inspectorate'])]);
    case 'AssistOverdue':
      return notify(event, after, 'AssistOverdue', [
        seatIn(after, event.data.unit, 1).post,
        seatIn(after, event.data.unit, 2).post,
        ...postsNamed(after, ['lead']),
      ]);
    case 'ExtensionRequested':
      return notify(event, after, 'ExtensionRequested', [event.data.extension.decider.post], {
        amount: event.data.extension.amount,
      });
    case 'ExtensionUndecided':
      return notify(event, after, 'ExtensionUndecided', [event.data.decider, ...postsNamed(after, ['leadDeputy'])]);
    case 'GradeProposed':
      return notify(event, after, 'GradeProposed', [event.data.confirmers[0]?.post ?? null], {
        severity: event.data.severity,
      });
    case 'GradeDecisionPassed':
      return notify(event, after, 'GradeDecisionPassed', [event.data.to]);
    case 'GroundRaised':
      return notify(event, after, 'GroundRaised', postsNamed(after, ['officeDirector', 'inspectorate']), {
        ground: event.data.ground.kind,
      });
    default:
      return links(event, after);
  }
}

type Supervising = Extract<
  HazardRecorded,
  {
    type:
      | 'RungFired'
      | 'RungWithdrawn'
      | 'RungIssued'
      | 'RungDeclined'
      | 'ProposalPassed'
      | 'ProposalReminded'
      | 'SupervisionAnswered';
  }
>;

function supervision(event: Supervising, after: HazardState): readonly Effect[] {
  const { rung, clock } = event.data;
  const said = { rung, clock };
  switch (event.type) {
    case 'RungFired':
      return fired(event, after);
    case 'RungWithdrawn':
      return notify(event, after, 'RungWithdrawn', rowTells(after, event.data.rowId), said);
    case 'RungDeclined':
      return [
        ...notify(event, after, 'RungDeclined', postsNamed(after, ['officeDesk', 'officeDirector']), said),
        ...duty(event, after, event.actor.post, 'declined'),
      ];
    case 'ProposalPassed':
      return [
        ...notify(event, after, 'ProposalPassed', [event.data.to, event.data.from], said),
        // Both leaders' ledgers: whose turn it was, and whose it is.
        ...[event.data.from, event.data.to].flatMap((post) => duty(event, after, post, 'passed')),
      ];
    case 'ProposalReminded':
      return notify(
        event,
        after,
        'ProposalReminded',
        [event.data.confirmer, ...(rung === 'refer' ? postsNamed(after, ['inspectorate']) : [])],
        said,
      );
    case 'SupervisionAnswered':
      return notify(event, after, 'SupervisionAnswered', postsNamed(after, ['officeDesk', 'officeDirector']), said);
    case 'RungIssued':
      return [
        ...notify(event, after, 'RungIssued', event.data.told ?? rowTells(after, event.data.rowId), {
          ...said,
          replyDue: event.data.replyDue,
        }),
        ...duty(event, after, event.actor.post, 'issued'),
        ...(rung === 'refer' ? [caseOpened(event, event.data, after)] : []),
      ];
  }
}

function fired(event: Extract<HazardRecorded, { type: 'RungFired' }>, after: HazardState): readonly Effect[] {
  const { act, rung, clock, dueAt, tell, confirmers, version } = event.data;
  const said = { rung, clock, dueAt };
  // A rung that waited for the morning is held against the step that let it fall due, though another may run by now.
  const step = clock === 'S' ? after.steps.find((s) => s.version === version) : undefined;
  const told = [...(event.data.told ?? postsNamed(after, tell, step)), ...nightDesk(event, after)];
  // What one waiting proposal already stands for is recorded; after an import it is part of everyone's one digest.
  if (act === 'record') return after.imported === null ? [] : notify(event, after, 'RungGiven', told, said);
  if (act !== 'propose')
    return [...notify(event, after, 'RungGiven', told, said), ...enforcementProposed(event, after, step)];
  return [
    ...notify(event, after, 'RungProposed', confirmers.slice(0, 1), said),
    ...notify(event, after, 'RungDrafted', told, said),
  ];
}

/** A rectifier who hands in no plan in time: enforcement is proposed to the supervising unit, which alone decides on it. */
function enforcementProposed(event: Supervising, after: HazardState, step: Step | undefined): readonly Effect[] {
  if (event.data.rung !== 'urge' || step?.name !== 'plan') return [];
  return notify(event, after, 'EnforcementProposed', postsNamed(after, ['lead', 'leadDeputy']));
}

function rowTells(state: HazardState, rowId: string): readonly PostId[] {
  return postsNamed(state, state.terms.ladder.find((row) => row.id === rowId)?.tell ?? []);
}

function duty(event: Supervising, after: HazardState, post: PostId, what: string): readonly Effect[] {
  const { rung, clock } = event.data;
  if (RUNGS.findIndex((r) => r === rung) + 1 < LEADERS_LEVEL) return [];
  return [
    {
      type: 'RecordDuty',
      key: `duty:${what}:${post}:${event.seq.toString()}`,
      post,
      duty: `${rung}:${what}`,
      data: { number: after.number, rung, clock },
    },
  ];
}

/** Matters that this one opens or tells. */
function links(event: HazardRecorded, after: HazardState): readonly Effect[] {
  if (event.type === 'Merged')
    return [
      {
        type: 'Tell',
        key: 'merged',
        matterId: event.data.master,
        event: HAZARD_MERGED,
        data: { number: after.number, report: reportOn(after) },
        // Two that are merged into each other at once both end: neither report may be lost by it.
        otherwise: { kind: 'hazard', input: { report: { ...reportOn(after), formerNumber: after.number } } },
      },
    ];
  if (event.type === 'TransferAccepted' && !event.data.outside) {
    const items = after.items.map(({ text }) => ({ text }));
    const report = {
      ...reportOn(after),
      items,
      lead: event.data.to,
      parent: after.id,
      parentNumber: after.number,
      source: 'transfer',
    };
    return [{ type: 'Open', key: 'child', kind: 'hazard', input: { report } }];
  }
  if (event.type !== 'RejectionFinal') return [];
  return after.merged.map((merged) => ({
    type: 'Open',
    key: `anew:${merged.from}`,
    kind: 'hazard',
    input: { report: { ...merged.report, formerNumber: merged.number } },
  }));
}

/** Papers to draw up, and whom to tell that one waits to be signed and issued. */
function documents(event: HazardRecorded, after: HazardState): readonly Effect[] {
  const data = { number: after.number, round: after.round };
  const drawn = documentsOf(event, after).map(({ key, document }) => ({ type: 'Draw', key, document, data }) as const);
  if (event.type !== 'DocumentDrawn' || isBornValid(event.data.document)) return drawn;
  const { document } = event.data;
  return [...drawn, ...notify(event, after, 'DocumentWaits', postsNamed(after, ['lead', 'leadDeputy']), { document })];
}

function isBornValid(document: DocumentName): boolean {
  const { mode } = PAPER_RULES[document];
  return mode !== 'officers' && mode !== 'unit';
}
