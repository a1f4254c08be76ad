import type { Effect } from '../../kernel/effect.ts';
import type { DocumentName } from '../../kernel/papers.ts';
import type { PostId } from '../../kernel/terms.ts';
import type { HazardRecorded } from '../event.ts';
import { seatIn } from '../posts.ts';
import type { ControlEvents, ControlKind } from '../regions/control.ts';
import type { HazardState } from '../state.ts';
import { notify, postsNamed } from './told.ts';

/** What interim control asks of the world: whom to tell of it, and what leaders decided for their ledger. */
export function controlEffects(event: HazardRecorded, after: HazardState): readonly Effect[] {
  switch (event.type) {
    case 'ControlImposed': {
      const { kind, target, until } = event.data.control;
      const told = [...addressees(after), ...postsNamed(after, ['lead', 'township', 'officeDesk'])];
      return notify(event, after, 'ControlImposed', told, { control: kind, target, until });
    }
    case 'ControlExtended': {
      const told = [...addressees(after), ...postsNamed(after, ['lead', 'officeDesk'])];
      const said = { control: kindOf(after, event.data.nth), until: event.data.until };
      return [...notify(event, after, 'ControlExtended', told, said), duty(event, after, 'control:extended')];
    }
    case 'ControlExpiring':
      return termNotice(event, after, ['lead', 'leadDeputy', 'officeDesk']);
    case 'ControlExpired':
      return termNotice(event, after, ['leadPrincipal', 'officeDirector', 'inspectorate']);
    case 'ResumptionRequested':
      return notify(event, after, 'ResumptionRequested', postsNamed(after, ['lead', 'leadDeputy']), {
        until: event.data.until,
      });
    case 'ResumptionUndecided':
      return notify(event, after, 'ResumptionUndecided', postsNamed(after, ['leadPrincipal', 'officeDirector']), {
        until: event.data.until,
      });
    case 'ResumptionConsented':
      return [
        ...notify(event, after, 'ResumptionConsented', [...addressees(after), ...postsNamed(after, ['officeDesk'])]),
        duty(event, after, 'resumption:consented'),
      ];
    case 'ResumptionRefused':
      return notify(event, after, 'ResumptionRefused', addressees(after));
    case 'SupplyCutNoticed': {
      const { supply, effectiveAt } = event.data;
      const told = [...addressees(after), ...postsNamed(after, ['lead', 'officeDesk'])];
      return [
        ...notify(event, after, 'SupplyCutNoticed', told, { supply, effectiveAt }),
        duty(event, after, 'supply:cut'),
      ];
    }
    case 'SupplyCut':
    case 'SupplyRestored': {
      const told = [...postsNamed(after, ['lead', 'officeDesk']), ...addressees(after)];
      return notify(event, after, event.type, told, { supply: event.data.supply });
    }
    default:
      return [];
  }
}

/** The paper of a measure, a notice or a review; null where none is due. */
export function controlDocumentOf(event: HazardRecorded): DocumentName | null {
  switch (event.type) {
    case 'ControlImposed':
    case 'ControlExtended':
      return 'controlDecision';
    case 'SupplyCutNoticed':
      return 'supplyCutNotice';
    case 'ResumptionConsented':
    case 'ResumptionRefused':
      return 'resumptionOpinion';
    default:
      return null;
  }
}

/** Who must obey: whoever rectifies, and the enterprise itself where another rectifies for it. */
function addressees(after: HazardState): readonly PostId[] {
  const { subject } = after;
  const own = subject === null ? [] : [seatIn(after, subject, 1).post, seatIn(after, subject, 3).post];
  return [...postsNamed(after, ['rectifier', 'rectifierPrincipal']), ...own];
}

function termNotice(
  event: Extract<HazardRecorded, { type: 'ControlExpiring' | 'ControlExpired' }>,
  after: HazardState,
  posts: readonly string[],
): readonly Effect[] {
  const { kind, until }: ControlEvents['ControlExpired'] = event.data;
  return notify(event, after, event.type, postsNamed(after, posts), { control: kind, until });
}

function kindOf(state: HazardState, nth: number): ControlKind | null {
  return state.controls.find((control) => control.nth === nth)?.kind ?? null;
}

/** What only a leader may decide stands in the leader's ledger. */
function duty(event: HazardRecorded, after: HazardState, what: string): Effect {
  const { post } = event.actor;
  const key = `duty:${what}:${post}:${event.seq.toString()}`;
  return { type: 'RecordDuty', key, post, duty: what, data: { number: after.number } };
}
