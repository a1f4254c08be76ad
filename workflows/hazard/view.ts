import { controlView } from './control-view.ts';
import { LIST_WORDS } from './region-words.ts';
import { basisShown } from '../kernel/period-words.ts';
import type { Recipients } from './event-parts.ts';
import { paperList } from './paper-list.ts';
import type { HazardState } from './state.ts';
import { runningStay } from './stays.ts';
import { isOpen } from './summary.ts';
import { runningUrging } from './urging.ts';
import { RUNG_WORDS, SEVERITY_WORDS } from './words.ts';

/** Relations of whoever stands outside the matter's regulators: they do not see what is raised against officials. */
const OUTSIDERS = ['anyone', 'authority', 'rectifier', 'operator', 'reporter', 'assist', 'township'];

/** Kind-specific parts of a hazard as a relation may see them. */
export function view(state: HazardState, relations: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    description: state.report.description,
    place: state.report.place,
    source: state.report.source,
    severityLabel: state.severity === null ? null : SEVERITY_WORDS[state.severity],
    items: state.items,
    links: isOutsider(relations) ? state.links : [...tipLinks(state), ...state.links],
    regions: {
      supervision: supervision(state),
      listing: listing(state),
      clocks: clocks(state),
      control: controlView(state),
      urging: urging(state),
    },
    assignment: state.assignment,
    assists: state.assists,
    plan: state.plan,
    extensions: state.extensions,
    submission: state.submission,
    rechecks: state.rechecks,
    closeouts: state.closeouts,
    corrections: state.corrections,
    papers: paperList(state, isOutsider(relations)),
    imported: state.imported === null ? null : { fileHash: state.imported.fileHash, row: state.imported.row },
    policy: { id: state.terms.policy, version: state.terms.policyVersion },
    ...(isOutsider(relations) ? {} : { grounds: state.grounds, declined: state.declined }),
  };
}

/** Events that weigh what officials did. */
const ABOUT_OFFICIALS = ['GroundRaised', 'RungDeclined', 'LevelLowered'];

/** Whoever stands outside the regulators learns that such an event happened, not what was said. */
export function withholds(eventType: string, relations: readonly string[]): boolean {
  return ABOUT_OFFICIALS.includes(eventType) && isOutsider(relations);
}

/** The tip that it came of, for the regulators alone: whoever is reported must not learn that there is one. */
function tipLinks({ report: { tip } }: HazardState): readonly object[] {
  return tip === undefined ? [] : [{ relation: 'tip', matterId: tip, number: null, said: null }];
}

function isOutsider(relations: readonly string[]): boolean {
  return relations.every((relation) => OUTSIDERS.includes(relation));
}

function supervision(state: HazardState): Readonly<Record<string, unknown>> {
  const label = Object.values(RUNG_WORDS).find((word) => word.level === state.level)?.label ?? null;
  // What rests on no text that was read is said so wherever its basis is shown.
  const shown = <T extends Recipients>(acts: readonly T[]) =>
    acts.map((act) =>
      act.basis === undefined || act.verified === undefined
        ? act
        : { ...act, basisShown: basisShown({ basis: act.basis, verified: act.verified }) },
    );
  return { level: state.level, label, fired: shown(state.fired), acts: shown(state.acts), proposals: state.proposals };
}

/** Where it is listed, until when the notice is due; all null where it never was. */
function listing({ listing: status, listingNotice: notice }: HazardState): Readonly<Record<string, unknown>> {
  const none = { level: null, public: null, listedAt: null, delistedAt: null, publishBy: null };
  return { status, ...none, ...notice, levelLabel: notice === null ? null : LIST_WORDS[notice.level] };
}

/** The township's tasks with their visits; of all only the last may run. */
function urging(state: HazardState): Readonly<Record<string, unknown>> {
  return { running: runningUrging(state)?.nth ?? null, tasks: state.urgings };
}

/** Both clocks with every version that they ever had, and the stays of T: due dates are only appended. */
function clocks(state: HazardState): Readonly<Record<string, unknown>> {
  return {
    stay: runningStay(state),
    stays: state.stays,
    T: state.dueDates,
    S: state.steps.filter((step) => step.due !== null),
    running: isOpen(state),
  };
}
