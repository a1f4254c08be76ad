import type { EventType, HazardRecorded } from '../../../workflows/hazard/event.ts';
import { EVENT_WORDS } from '../../../workflows/hazard/spoken.ts';
import type { HazardState } from '../../../workflows/hazard/state.ts';
import { RUNGS, type Rung } from '../../../workflows/hazard/supervision.ts';
import { RUNG_WORDS } from '../../../workflows/hazard/words.ts';
import type { Fields, Source } from '../definition.ts';
import { chineseDate, chineseTime } from '../layout/words.ts';
import { hazardOf } from '../working/case.ts';
import { dueWords, RUNG_PAPERS } from './words.ts';

/** By what whoever must rectify answered, asked or did: it stands in a letter as carefully as what was not done. */
const EFFORTS: readonly EventType[] = [
  'AssignmentAccepted',
  'PlanSubmitted',
  'ProgressReported',
  'ExtensionRequested',
  'ExtensionGranted',
  'ExtensionRefused',
  'AssistSubmitted',
  'RectificationSubmitted',
  'RecheckPassed',
  'RecheckFailed',
  'SupervisionAnswered',
  'ClockStayed',
  'StayEnded',
];

type Given = Extract<HazardRecorded, { type: 'RungIssued' | 'RungFired' }>;

/** What was given and not withdrawn, in order: each act's event, with its paper and that paper's number. */
export function actsGiven(source: Source): readonly { readonly event: Given; readonly paper: string }[] {
  const events = source.events as readonly HazardRecorded[];
  const withdrawn = events.flatMap((event) => (event.type === 'RungWithdrawn' ? [event.data.key] : []));
  return events.flatMap((event) => {
    if (event.type !== 'RungIssued' && (event.type !== 'RungFired' || event.data.act !== 'notify')) return [];
    const rung = RUNGS.find((name) => name === event.data.rung);
    if (rung === undefined || withdrawn.includes(event.data.key)) return [];
    return [{ event, paper: `${paperName(source, rung)}${numberOf(source, event)}` }];
  });
}

/** A general hazard is put on 安委办's own list: 挂牌督办通知书 is only of a major one. */
function paperName(source: Source, rung: Rung): string {
  return rung === 'list' && hazardOf(source).severity !== 'major' ? '重点督办通知书' : RUNG_PAPERS[rung];
}

/** What was given before this act: day, paper and number. */
export function measuresBefore(source: Source, key: string): readonly Fields[] {
  return actsGiven(source)
    .filter(({ event }) => event.data.key !== key)
    .map(({ event, paper }) => ({ date: chineseDate(event.at), text: paper }));
}

/** What was answered and done on the other side until then, in order. */
export function efforts(source: Source): readonly Fields[] {
  const events = source.events as readonly HazardRecorded[];
  return events
    .filter((event) => EFFORTS.includes(event.type))
    .map((event) => ({ date: chineseDate(event.at), text: `${unitOf(source, event)}${spoken(source, event)}` }));
}

/** Every event up to then: number, time, what happened, by which unit and post. */
export function course(source: Source): readonly Fields[] {
  const events = source.events as readonly HazardRecorded[];
  return events.map((event, i) => ({
    n: (i + 1).toString(),
    time: chineseTime(event.at),
    text: `${spoken(source, event)}${numberOf(source, event)}`,
    by:
      event.actor.post === 'system'
        ? '系统（期限届满）'
        : `${unitOf(source, event)}${source.name(event.actor.post).name}`,
  }));
}

/** An event in words: what it is called, and where that alone says too little, of which rung or until when. */
function spoken(source: Source, event: HazardRecorded): string {
  const words = EVENT_WORDS[event.type];
  switch (event.type) {
    case 'RungFired':
    case 'RungIssued':
    case 'RungDeclined':
    case 'RungWithdrawn':
    case 'ProposalPassed':
    case 'ProposalReminded':
      return `${words}（${rungWords(event.data.rung, hazardOf(source))}）`;
    case 'SupervisionAnswered':
      return `${words}（${rungWords(event.data.rung, hazardOf(source))}）：${event.data.text}`;
    case 'ExtensionGranted':
      return event.data.due.due === null ? words : `${words}至${dueWords(event.data.due.due)}`;
    case 'ProgressReported':
      return `${words}：${event.data.text}`;
    case 'RectificationSubmitted':
      return `${words}：${event.data.summary}`;
    default:
      return words;
  }
}

/** The number of the paper that an event has, as it was drawn or typed; nothing where it has none. */
function numberOf(source: Source, event: HazardRecorded): string {
  const drawn = source.papers.find((paper) => paper.seq === event.seq)?.number ?? null;
  const typed = event.type === 'RungIssued' ? event.data.document : null;
  const number = drawn ?? typed;
  return number === null ? '' : `（${number}）`;
}

function unitOf(source: Source, event: HazardRecorded): string {
  return event.actor.unit === 'system' ? '' : source.name(event.actor.unit).name;
}

/** What a rung is called: a general hazard is 重点督办 on 安委办's own list, a major one 挂牌督办. */
export function rungWords(rung: string, { severity }: Pick<HazardState, 'severity'>): string {
  if (rung === 'list') return severity === 'major' ? '挂牌督办' : '重点督办';
  return rung in RUNG_WORDS ? RUNG_WORDS[rung as Rung].label : '办理移交';
}
