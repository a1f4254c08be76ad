import type { Effect } from '../kernel/effect.ts';
import type { PostId } from '../kernel/terms.ts';
import type { EventData, TipRecorded } from './event.ts';
import { isOfSubject, officeDesks, superiorOf } from './seats.ts';
import { numberIn } from './terms.ts';
import { isHazardOver } from './hazards.ts';
import { isReported } from './reported.ts';
import { isRewardDue, type State } from './state.ts';

/** What the world is to do because of this event: tell the posts concerned, and open the hazard that was found. */
export function effects(before: State | null, event: TipRecorded, after: State): readonly Effect[] {
  const { county } = after.terms;
  const notify = notifier(event.seq, after);
  const holder = after.step === null ? [] : [after.step.holder];
  switch (event.type) {
    case 'TipGiven':
      return notify('TipReceived', holder);
    case 'TipAccepted':
      return notify('TipToVerify', holder);
    case 'DismissalProposed':
      return notify('DismissalToDecide', overseersOf(after));
    case 'DismissalRefused':
      return [...notify('DismissalRefused', holder), duty(event, after)];
    case 'TipReturned':
      return notify('TipReturned', holder);
    case 'TipVerified':
      return [...notify('TipVerified', deskOf(after)), ...hazardOpened(event.data, after)];
    case 'MoreTimeRequested':
      return notify('MoreTimeRequested', overseersOf(after));
    case 'MoreTimeGranted':
    case 'MoreTimeRefused':
      return [...notify(event.type, holder), duty(event, after)];
    case 'DuplicateMarked':
      return notify('DuplicateToAnswer', holder);
    case 'TipAnswered':
      return isRewardDue(after) ? notify('RewardToPropose', holder) : [];
    case 'RewardProposed':
      return notify('RewardToDecide', holder);
    case 'RewardReturned':
      return [...notify('RewardReturned', holder), duty(event, after)];
    case 'RewardGranted':
    case 'RewardDeclined':
      return [...notify(event.type, deskOf(after)), duty(event, after)];
    case 'HazardHeard':
      return hazardNews(before, after).flatMap((notice) => notify(notice, holder, { hazard: event.data.number }));
    case 'HandedOver':
      if (event.data.cause !== undefined) return notify('TipHolderAway', holder, { reason: event.data.reason ?? null });
      return after.step?.period === 'progress'
        ? notify('TipProgressHandedUp', [event.data.from, ...holder, ...deskOf(after), county.officeDirector])
        : notify('TipHandedOver', [event.data.from, ...holder]);
    case 'ReminderGiven':
      return notify('TipOverdue', [...holder, county.inspectorate]);
    case 'ProgressAsked':
      return after.asks > numberIn(after.terms, 'progressAsks')
        ? notify('TipProgressAsked', [...holder, ...deskOf(after), county.officeDirector, county.inspectorate])
        : notify('TipProgressAsked', holder);
    case 'TermsRevised':
      return event.data.step === null ? [] : notify('TipTermsRevised', holder);
    default:
      return [];
  }
}

type Data = Extract<Effect, { type: 'Notify' }>['data'];

/** Notices name the tip by its number: not the subject, and nothing that was said. Nobody of the subject gets one. */
function notifier(seq: number, state: State): (notice: string, posts: readonly PostId[], more?: Data) => Effect[] {
  const data = { number: state.number, due: state.step?.due ?? null, reminders: state.step?.reminders ?? 0 };
  return (notice, told, more = {}) => {
    const key = `${notice}:${seq.toString()}`;
    const posts = [...new Set(told)].filter((post) => !isOfSubject(state, post));
    return posts.length === 0 ? [] : [{ type: 'Notify', key, posts, notice, data: { ...data, ...more } }];
  };
}

/** 安委办's desk follows every tip, unless it is 安委办 that is reported. */
function deskOf(state: State): readonly PostId[] {
  const { county } = state.terms;
  return isReported(state, county.officeUnit) ? [county.deputyHead] : officeDesks(county).slice(0, 1);
}

/** Who stands above the holder, and 安委办主任. */
function overseersOf(state: State): readonly PostId[] {
  const { county } = state.terms;
  const next = state.step === null ? null : superiorOf(state, state.step.place);
  return [next ?? county.committeeHead, county.officeDirector].filter((post) => post !== state.step?.holder);
}

/** While the final answer is owed: that it may be given now, or that another hazard goes on. Nothing else is news. */
function hazardNews(before: State | null, { status, hazards }: State): readonly string[] {
  const was = before?.hazards ?? [];
  if (status !== 'handling') return [];
  if (isHazardOver(hazards)) return isHazardOver(was) ? [] : ['HazardEnded'];
  const isMoved = hazards.some(
    (now) => now.end !== null && !was.some((old) => old.matterId === now.matterId && old.end === now.end),
  );
  return isMoved ? ['HazardMovedOn'] : [];
}

/** The hazard that the officers found: in their words, with their pictures, and with no more of the tip than its ids. */
function hazardOpened({ finding }: EventData['TipVerified'], state: State): readonly Effect[] {
  if (finding === null) return [];
  const lead = finding.lead ?? leadOf(state, finding.region);
  const { subject, sector } = { subject: finding.subject ?? state.subject, sector: finding.sector ?? state.sector };
  const report = {
    ...finding,
    // As whatever else is found on an inspection: that there was a tip is not told to whoever is reported.
    source: 'inspection',
    ...(subject === null ? {} : { subject }),
    ...(sector === null ? {} : { sector }),
    ...(lead === null ? {} : { lead }),
    tipId: state.tipId,
    tip: state.matterId,
  };
  return [{ type: 'Open', key: 'hazard', kind: 'hazard', input: { report } }];
}

/** Who verified supervises, unless it is the township of another place. */
function leadOf({ chain }: State, region: string): string | null {
  if (chain === null || (chain.kind === 'township' && chain.unit !== region)) return null;
  return chain.unit;
}

function duty({ seq, type, actor: { post } }: TipRecorded, { number }: State): Effect {
  return { type: 'RecordDuty', key: `duty:${seq.toString()}`, post, duty: type, data: { number } };
}
