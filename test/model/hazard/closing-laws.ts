import type { HazardState } from '../../../workflows/hazard/state.ts';
import type { Status } from '../../../workflows/hazard/status.ts';
import { ORDER_TYPES } from '../../../workflows/hazard/vocabulary.ts';
import type { Law } from '../law.ts';

type HazardLaw = Law<HazardState>;

const checkedByOthers: HazardLaw = {
  name: 'nothing is closed without a recheck passed by people none of whom rectified',
  broken: ({ after }) => {
    if (after.status !== 'closed' && after.status !== 'archived') return null;
    const last = after.rechecks.at(-1);
    if (last?.passed !== true) return 'no recheck passed';
    const both = last.officers.filter((officer) => after.people.rectifiers.includes(officer));
    if (both.length > 0) return `${both.join()} rectified and rechecked`;
    return after.items.every((item) => item.result === 'passed') ? null : 'an item did not pass';
  },
};

const closedByAnother: HazardLaw = {
  name: 'who closes did not recheck or rectify',
  broken: ({ before, entries }) => {
    const closer = entries.flatMap((entry) => entry.events).find((event) => event.type === 'CloseoutApproved')?.actor;
    if (closer === undefined) return null;
    const { recheckers, rectifiers } = before.people;
    return [...recheckers, ...rectifiers].includes(closer.person) ? `${closer.person} closes what they did` : null;
  },
};

const byPaper: HazardLaw = {
  name: 'no order is rechecked and nothing is closed before its papers are issued and served',
  broken: ({ before, entries }) => {
    const types = entries.flatMap(({ events }) => events.map(({ type }) => type));
    const isClosed = types.includes('CloseoutApproved');
    if (!isClosed && !types.includes('RecheckPassed') && !types.includes('RecheckFailed')) return null;
    const standing = (before.papers ?? []).filter(({ lapsed }) => !lapsed);
    const order = standing.findLast(({ document }) => ORDERS.includes(document));
    const opinion = standing.findLast(({ document, round }) => document === 'recheckOpinion' && round === before.round);
    const letter = standing.findLast(({ document }) => document === 'listLetter');
    const bare = [order, ...(isClosed ? [opinion, letter] : [])].find(
      (paper) => paper !== undefined && (paper.issued === null || paper.served === null),
    );
    return bare === undefined ? null : `${bare.document} is not issued and served`;
  },
};

const ORDERS: readonly string[] = ORDER_TYPES;

/** What only a named person may bring about. */
const DECISIONS: ReadonlySet<string> = new Set([
  'HazardVerified',
  'RejectionProposed',
  'RejectionApproved',
  'RejectionDeclined',
  'Appealed',
  'Merged',
  'GradeProposed',
  'Graded',
  'GradeDeclined',
  'Assigned',
  'AssignmentUpheld',
  'AssignmentMoved',
  'PlanApproved',
  'PlanRejected',
  'ExtensionGranted',
  'ExtensionRefused',
  'RectificationSubmitted',
  'RecheckPassed',
  'RecheckFailed',
  'CloseoutApproved',
  'CloseoutRefused',
  'RectifiedOnTheSpot',
  'LookBackPassed',
  'LookBackFailed',
  'Reopened',
  'Abolished',
  'RungIssued',
  'RungDeclined',
  'SupervisionAnswered',
  'LevelLowered',
  'ControlImposed',
  'ControlExtended',
  'ResumptionConsented',
  'ResumptionRefused',
  'SupplyRestored',
  'ClockStayed',
  'StayConfirmed',
  'Delisted',
  'TermsRevised',
]);

/** The only changes of status that time may bring: a deemed receipt, the end of T, and the end of the watch. */
const BY_TIME: Readonly<Partial<Record<Status, readonly Status[]>>> = {
  reported: ['transferred'],
  registered: ['transferred'],
  assigned: ['planning', 'rectifying'],
  rectifying: ['rechecking'],
  closed: ['archived'],
};

const silenceDecidesNothing: HazardLaw = {
  name: 'silence decides nothing',
  broken: ({ before, after, entries, move }) => {
    for (const { command, events } of entries)
      for (const { type, actor } of events)
        if (DECISIONS.has(type) && (command === 'Wake' || actor.role === 'system')) return `${type} by ${command}`;
    if (move.what === 'say' || before.status === after.status) return null;
    return reachable(before.status).includes(after.status) ? null : `${before.status} became ${after.status} by time`;
  },
};

/** Where time alone can take a status, over any number of wakes. */
function reachable(from: Status): readonly Status[] {
  return (BY_TIME[from] ?? []).flatMap((to) => [to, ...reachable(to)]);
}

const severityStands: HazardLaw = {
  name: 'time grades nothing',
  broken: ({ before, after, move }) =>
    move.what !== 'say' && before.severity !== after.severity
      ? `${String(before.severity)} became ${String(after.severity)} by time`
      : null,
};

const controlBlocks: HazardLaw = {
  name: 'no major hazard passes its recheck or is closed while a control or a cut supply stands',
  broken: ({ before, after }) => {
    const passes = after.status !== before.status && ['closing', 'closed', 'archived'].includes(after.status);
    if (after.severity !== 'major' || !passes) return null;
    const control = after.controls.find((one) => one.liftedAt === null);
    if (control !== undefined) return `${control.kind} stands while ${after.status}`;
    const supply = after.supplies.find((one) => one.restoredAt === null);
    return supply === undefined ? null : `${supply.kind} is cut while ${after.status}`;
  },
};

/** Laws of who may decide, and of what silence may not. */
export const CLOSING_LAWS: readonly HazardLaw[] = [
  checkedByOthers,
  closedByAnother,
  silenceDecidesNothing,
  severityStands,
  controlBlocks,
  byPaper,
];
