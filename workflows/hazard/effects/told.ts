import type { Effect } from '../../kernel/effect.ts';
import type { LadderRow } from '../../kernel/ladder.ts';
import type { PostId } from '../../kernel/terms.ts';
import { isWorkingInstant, workingHoursOf } from '../../kernel/working-hours.ts';
import type { HazardRecorded } from '../event.ts';
import type { Recipients } from '../event-parts.ts';
import type { Step } from '../matter.ts';
import { countyPost, leadSeat, seatIn } from '../posts.ts';
import { currentStep } from '../running.ts';
import type { HazardState } from '../state.ts';

/** Every notice that a hazard sends, by its name; the words stand in the face. */
export const NOTICES = [
  'StepBegun',
  'HolderMoved',
  'HolderAway',
  'RungGiven',
  'RungProposed',
  'RungDrafted',
  'ProposalPassed',
  'ProposalReminded',
  'RungIssued',
  'RungDeclined',
  'RungWithdrawn',
  'ExtensionRequested',
  'ExtensionUndecided',
  'AssistAsked',
  'AssistOverdue',
  'GradeProposed',
  'GradeDecisionPassed',
  'GroundRaised',
  'EnforcementProposed',
  'SupervisionAnswered',
  'HolderReminded',
  'ControlImposed',
  'ControlExtended',
  'ControlExpiring',
  'ControlExpired',
  'ResumptionRequested',
  'ResumptionUndecided',
  'ResumptionConsented',
  'ResumptionRefused',
  'SupplyCutNoticed',
  'SupplyCut',
  'SupplyRestored',
  'ClockStayed',
  'StayConfirmed',
  'StayEnded',
  'Listed',
  'Delisted',
  'TermsRevised',
  'TownshipTasked',
  'UrgingRecorded',
  'UrgingMissed',
  'UrgingMissWithdrawn',
  'DocumentWaits',
] as const;
export type Notice = (typeof NOTICES)[number];

type Data = Extract<Effect, { type: 'Notify' }>['data'];

/** A notice to posts, each once; none when there is nobody to tell. An import's missed notices are one digest per person. */
export function notify(
  event: HazardRecorded,
  after: HazardState,
  notice: Notice,
  posts: readonly (PostId | null)[],
  more: Data = {},
): readonly Effect[] {
  const told = [...new Set(posts.filter((post) => post !== null))];
  if (told.length === 0) return [];
  const step = currentStep(after);
  const data = { number: after.number, status: after.status, step: step.name, due: step.due, at: event.at, ...more };
  const effect = { type: 'Notify', key: `${notice}:${event.seq.toString()}`, posts: told, notice, data } as const;
  const digest = after.imported !== null && event.at <= after.openedAt ? `import:${after.imported.batch}` : null;
  return [digest === null ? effect : { ...effect, digest }];
}

/** What cannot wait for the morning is told to the duty desk as well when nobody else is at work. */
export function nightDesk(
  event: Extract<HazardRecorded, { type: 'RungFired' }>,
  { terms, imported, openedAt }: HazardState,
): readonly PostId[] {
  const hours = workingHoursOf(terms);
  const missed = imported !== null && event.at <= openedAt;
  const waited = terms.ladder.some((row) => row.id === event.data.rowId && row.hours !== undefined);
  if (hours === null || missed || waited || isWorkingInstant(hours, event.heardAt)) return [];
  return [terms.county.dutyDesk ?? terms.county.officeDesk];
}

/** The posts that a ladder row tells, by the names that it uses, in a step. A name that nobody fills tells nobody. */
export function postsNamed(
  state: HazardState,
  names: readonly string[],
  step: Step = currentStep(state),
): readonly PostId[] {
  return names.flatMap((name) => postNamed(state, name, step) ?? []);
}

/** Whom a ladder row reaches in a step and on what it rests, for the record; matters under rules 1 do not record it. */
export function recipientsOf(state: HazardState, row: LadderRow, step?: Step): Recipients {
  if (state.terms.rules < 2) return {};
  return { told: [...new Set(postsNamed(state, row.tell, step))], basis: row.basis, verified: row.verified };
}

function postNamed(state: HazardState, name: string, step: Step): PostId | null {
  const rectifier = state.assignment?.unit ?? state.subject;
  // The chain that the step is held against is its first holder's, wherever time has moved the holder since.
  const against = step.holders[0]?.unit ?? null;
  const inRectifier = (rank: 1 | 2 | 3): PostId | null =>
    rectifier === null ? null : seatIn(state, rectifier, rank).post;
  switch (name) {
    case 'holder':
      return step.holders.at(-1)?.post ?? null;
    case 'deputy':
      return seatIn(state, against, 2).post;
    case 'principal':
      return seatIn(state, against, 3).post;
    case 'lead':
      return leadSeat(state, 1).post;
    case 'leadDeputy':
      return leadSeat(state, 2).post;
    case 'leadPrincipal':
      return leadSeat(state, 3).post;
    case 'rectifier':
      return state.assignment?.post ?? inRectifier(1);
    case 'rectifierDeputy':
      return inRectifier(2);
    case 'rectifierPrincipal':
      return inRectifier(3);
    case 'township':
      return state.chains[state.region] === undefined ? null : seatIn(state, state.region, 1).post;
    default:
      return countyPost(state, name);
  }
}
