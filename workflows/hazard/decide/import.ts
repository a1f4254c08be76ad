import type { Command } from '../../kernel/command.ts';
import { dueAfter } from '../../kernel/deadline.ts';
import type { Decision } from '../../kernel/definition.ts';
import { DAY_MS, dayOf, endOf, msOf, startOf, type Instant } from '../../kernel/instant.ts';
import type { Happened } from '../../kernel/event.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { ImportBody } from '../command.ts';
import { happened, type EventData, type HazardEvent, type ImportedClosed } from '../event.ts';
import { imported } from '../evolve/opening.ts';
import type { Assignment } from '../matter.ts';
import { denied } from '../refusal.ts';
import type { HazardTerms } from '../state.ts';
import { endedAt, stepOf } from '../steps.ts';
import { isNoTownship, lacksJurisdiction } from './jurisdiction.ts';
import { addressee, chainOf, chainsOf, decided, itemsFrom } from './parts.ts';

type ImportCommand = Command<'Import', ImportBody>;

/** Opens an open row of a county's ledger in `rectifying`, or `rechecking` when the sheet says it was handed in. */
export function importOpen(command: ImportCommand): Decision<HazardEvent> {
  const { body, opening, known, at, actor } = command;
  if (opening === undefined) return { refusal: refuse('NotOpened', '立案缺少编号和适用条款。') };
  if (actor.role !== 'system') return { refusal: refuse('NotYours', '台账导入由系统办理。') };
  const units = [body.subject, body.region, body.lead];
  const no = denied({
    UnknownUnit: units.some((unit) => unit !== undefined && chainOf(known, unit) === null),
    NotATownship: isNoTownship(chainOf(known, body.region), opening.terms),
    NoJurisdiction: lacksJurisdiction(chainOf(known, body.lead), body),
    FoundInFuture: body.foundOn > dayOf(at),
    DueBeforeFound: body.dueOn < body.foundOn,
  });
  if (no !== null) return no;
  const data = importData(command, null, at);
  const matter = imported({ ...data, step: endedAt(at) }, { at, heardAt: at, actor, standsInFor: {} });
  const opened = happened('HazardImported', { ...data, step: stepOf(matter, 'rectify', at) });
  if (body.progress !== 'awaitingRecheck') return decided(opened);
  const answeredAt = data.due.start;
  const items = matter.items.map(({ id }) => ({
    id,
    done: body.measures ?? '台账载明已整改',
    evidence: [`${body.fileHash}#${body.row.toString()}`],
  }));
  const said = {
    items,
    workers: [],
    funds: body.funds ?? null,
    summary: '台账载明已整改待复查',
    late: false,
    answeredAt,
  };
  return decided(opened, happened('RectificationSubmitted', { ...said, step: stepOf(matter, 'recheck', at) }));
}

/** The one event of a closed row: archived, with the file and row as its witness. For the import job, which runs no workflow. */
export function importedClosed(
  command: ImportCommand,
  closed: Omit<ImportedClosed, 'body'>,
): Happened<'HazardImported', EventData['HazardImported']> {
  const data = importData(command, { body: command.body, ...closed }, command.at);
  return happened('HazardImported', { ...data, step: endedAt(command.at) });
}

function importData(
  command: ImportCommand,
  closed: ImportedClosed | null,
  at: Instant,
): Omit<EventData['HazardImported'], 'step'> {
  const { body, opening, known } = command;
  if (opening === undefined) throw new Error(`import ${command.commandId} carries no terms`);
  const terms = opening.terms as HazardTerms;
  const noReferBefore = dueAfter(terms.periods.importNoRefer, at, terms.calendar).at;
  const { assignment, due } = ordered(command, terms);
  return {
    opening,
    from: { batch: body.batch, fileHash: body.fileHash, row: body.row, body, noReferBefore },
    report: reportOf(body),
    items: itemsFrom([{ text: body.description }]),
    chains: chainsOf(known, [body.subject, body.region, body.lead]),
    assignment,
    due,
    closed,
  };
}

/** What the sheet says of who rectifies and until when: the county's paper order is not in it. */
function ordered(
  command: ImportCommand,
  terms: HazardTerms,
): { readonly assignment: Assignment; readonly due: EventData['HazardImported']['due'] } {
  const { body, known, actor } = command;
  const unit = body.subject ?? body.region;
  const chain = chainOf(known, unit);
  const start = startOf(body.foundOn);
  const amount = Math.round((msOf(endOf(body.dueOn)) - msOf(start)) / DAY_MS) - 1;
  const period = { amount, unit: 'calendarDay', roll: false, basis: '台账所载整改期限', verified: false } as const;
  const post = chain === null ? terms.county.officeDesk : addressee(chain, undefined, terms.county.officeDesk);
  return {
    assignment: {
      unit,
      post,
      order: null,
      service: null,
      limit: period,
      base: start,
      assignedBy: actor.person,
      assignerRank: 1,
      returns: 0,
      accepted: { at: command.at, by: actor.person, deemed: true },
    },
    due: { start, due: endOf(body.dueOn), reason: 'imported', period, provisional: false },
  };
}

function reportOf(body: ImportBody): EventData['HazardImported']['report'] {
  const { source, subject, region, lead, sector, description, foundOn } = body;
  return {
    source,
    region,
    lead,
    description,
    foundOn,
    ...(subject === undefined ? {} : { subject }),
    ...(sector === undefined ? {} : { sector }),
    place: '台账未载',
    items: [{ text: description }],
    evidence: [`${body.fileHash}#${body.row.toString()}`],
  };
}
