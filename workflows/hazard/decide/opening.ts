import type { Decision } from '../../kernel/definition.ts';
import { dayOf } from '../../kernel/instant.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { CommandOf, HazardCommand } from '../command.ts';
import { happened, type EventData, type HazardEvent } from '../event.ts';
import { reported } from '../evolve/opening.ts';
import { denied } from '../refusal.ts';
import { stepOf } from '../steps.ts';
import { importOpen } from './import.ts';
import { isNoTownship, lacksJurisdiction } from './jurisdiction.ts';
import { chainOf, chainsOf, decided, itemsFrom } from './parts.ts';

/** Decides the command that opens a matter. */
export function open(command: HazardCommand): Decision<HazardEvent> {
  if (command.type === 'Report') return report(command);
  if (command.type === 'Import') return importOpen(command);
  return { refusal: refuse('NotOpened', '事项尚未立案。') };
}

function report(command: CommandOf<'Report'>): Decision<HazardEvent> {
  const { body, opening, known, at, actor } = command;
  if (opening === undefined) return { refusal: refuse('NotOpened', '立案缺少编号和适用条款。') };
  const { tipId, tip, parent, parentNumber, formerNumber, merged, recurrenceOf } = body;
  const linked = [tipId, tip, parent, parentNumber, formerNumber, merged];
  const units = [body.subject, body.region, body.lead];
  const no = denied({
    UnknownUnit: units.some((unit) => unit !== undefined && chainOf(known, unit) === null),
    // What a link hands on was judged where it came from: where that took a village for a township, so does this.
    NotATownship: isNoTownship(chainOf(known, body.region), actor.role === 'system' ? { rules: 1 } : opening.terms),
    NoJurisdiction:
      actor.role !== 'system' && body.lead !== undefined && lacksJurisdiction(chainOf(known, body.lead), body),
    LinkNotYours: actor.role !== 'system' && linked.some((said) => said !== undefined),
    RecurrenceNotHazard:
      actor.role !== 'system' && recurrenceOf !== undefined && known?.matters?.[recurrenceOf]?.kind !== 'hazard',
    ItemsMissing: body.items.length === 0,
    FoundInFuture: body.foundOn > dayOf(at),
  });
  if (no !== null) return no;
  const data = { opening, report: body, items: itemsFrom(body.items), chains: chainsOf(known, units) };
  return decided(happened('HazardReported', { ...data, step: firstStep(data, command) }));
}

/** The first step needs the matter that it begins with. */
function firstStep(
  data: Omit<EventData['HazardReported'], 'step'>,
  command: CommandOf<'Report'>,
): EventData['HazardReported']['step'] {
  const { at, actor } = command;
  const nobody = {
    name: 'verify',
    start: at,
    due: null,
    period: null,
    provisional: false,
    holders: [],
    path: [],
  } as const;
  return stepOf(reported({ ...data, step: nobody }, { at, heardAt: at, actor, standsInFor: {} }), 'verify', at);
}
