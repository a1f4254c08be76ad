import type { Opening } from '../../kernel/command.ts';
import type { Chain } from '../../kernel/terms.ts';
import type { LinkedReportBody } from '../command.ts';
import type { EventData } from '../event.ts';
import type { DueDate, Item, Step } from '../matter.ts';
import type { Archived, Matter, Rectifying, Reported } from '../state.ts';
import type { Stamp } from './apply.ts';

/** A matter as it is reported: to be verified. */
export function reported(data: EventData['HazardReported'], stamp: Stamp): Reported {
  const step: Step = { ...data.step, version: 1, endedAt: null };
  return {
    ...newMatter(data.opening, data.report, data.items, stamp),
    chains: byUnit(data.chains),
    steps: [step],
    status: 'reported',
  };
}

/** A matter from a county's ledger: to be rectified, or closed long ago. */
export function imported(data: EventData['HazardImported'], stamp: Stamp): Rectifying | Archived {
  const matter = newMatter(data.opening, data.report, data.items, stamp);
  const step: Step = { ...data.step, version: 1, endedAt: null };
  const due: DueDate = {
    ...data.due,
    version: 1,
    setBy: stamp.actor.person,
    restsFrom: data.closed === null ? null : data.closed.closedOn,
  };
  const from = {
    ...matter,
    chains: byUnit(data.chains),
    imported: data.from,
    severity: data.from.body.severity,
    majorSince: data.from.body.severity === 'major' ? stamp.at : null,
    assignment: data.assignment,
    dueDates: [...matter.dueDates, due],
    steps: [step],
  };
  if (data.closed === null) return { ...from, status: 'rectifying', assignment: data.assignment };
  return { ...from, status: 'archived', closedAt: data.closed.closedOn };
}

/** What every matter begins with. `report` is the opening as it was handed in. */
function newMatter(opening: Opening, report: LinkedReportBody, items: readonly Item[], stamp: Stamp): Matter {
  return {
    ...UNTOUCHED,
    id: opening.matterId,
    number: opening.number,
    terms: opening.terms,
    openedAt: stamp.at,
    movedAt: stamp.at,
    report,
    foundOn: report.foundOn,
    subject: report.subject ?? null,
    region: report.region,
    lead: report.lead ?? null,
    items,
    dueDates: [
      {
        version: 0,
        start: stamp.at,
        due: null,
        reason: 'opening',
        period: null,
        provisional: false,
        setBy: stamp.actor.person,
        restsFrom: null,
      },
    ],
    people: {
      finder: stamp.actor.person,
      inspectors: report.inspectors ?? [],
      verifiers: [],
      rejecters: [],
      assigners: [],
      rectifiers: [],
      recheckers: [],
      closers: [],
    },
    links: linksOf(report),
    merged: report.merged ?? [],
  };
}

/** What nothing has happened to yet. */
const UNTOUCHED = {
  imported: null,
  chains: {},
  severity: null,
  majorSince: null,
  clause: null,
  gradeProposal: null,
  assignment: null,
  assists: [],
  plan: null,
  extensions: [],
  transfer: null,
  rejection: null,
  returned: null,
  steps: [],
  round: 1,
  submission: null,
  rechecks: [],
  closeouts: [],
  fired: [],
  acts: [],
  proposals: [],
  declined: [],
  grounds: [],
  level: 0,
  lowered: null,
  listing: 'none',
  listingNotice: null,
  controls: [],
  supplies: [],
  resumption: null,
  stays: [],
  urgings: [],
  corrections: [],
  lapses: [],
  openedBy: null,
  closedAt: null,
  final: false,
  master: null,
  abolition: null,
} as const;

function linksOf(report: LinkedReportBody): Matter['links'] {
  const link = (
    relation: Matter['links'][number]['relation'],
    matterId: LinkedReportBody['parent'] | null,
    number: string | null,
  ) => ({ relation, matterId: matterId ?? null, number, said: null });
  return [
    ...(report.parent === undefined ? [] : [link('parent', report.parent, report.parentNumber ?? null)]),
    ...(report.recurrenceOf === undefined ? [] : [link('recurrenceOf', report.recurrenceOf, null)]),
    ...(report.formerNumber === undefined ? [] : [link('formerly', null, report.formerNumber)]),
  ];
}

function byUnit(chains: readonly Chain[]): Matter['chains'] {
  return Object.fromEntries(chains.map((chain) => [chain.unit, chain]));
}
