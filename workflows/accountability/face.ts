import type { Actor } from '../kernel/command.ts';
import { faceAny, type DeadlineView, type Face, type Summary } from '../kernel/face.ts';
import { paperShown, type PaperView } from '../kernel/paper-view.ts';
import { periodShown } from '../kernel/period-words.ts';
import { bodyOfLetter } from './documents.ts';
import { isSubject, relationsOf, seesAll } from './relations.ts';
import { COMMAND_FACES } from './schemas.ts';
import { isEnded, type State, type Subject } from './state.ts';
import {
  BODY_WORDS,
  EVENT_WORDS,
  GROUND_WORDS,
  NOTICE_WORDS,
  PERIOD_WORDS,
  REFUSAL_WORDS,
  STATUS_WORDS,
  SUBJECT_WORDS,
} from './words.ts';

/** How an accountability case looks to people. */
export const face: Face<State> = {
  name: 'accountability',
  path: 'accountability-cases',
  title: '问责案件',
  numbering: 'WZ',
  opening: { command: 'OpenCase', by: ['system'] },
  statuses: STATUS_WORDS,
  commands: COMMAND_FACES,
  events: EVENT_WORDS,
  rungs: {},
  periods: PERIOD_WORDS,
  refusals: REFUSAL_WORDS,
  beforehand: ['Recused', 'DeciderIsProposer'],
  notices: NOTICE_WORDS,
  summary,
  view,
  withholds: (_type, relations) => !seesAll(relations),
  relations: relationsOf,
};

/** The same face where only its shape matters. */
export const ACCOUNTABILITY_FACE = faceAny(face);

/** The common row. The holder is a post; the posts above 安委办 are shown with its unit, which keeps the case for them. */
function summary(state: State): Summary {
  const { county } = state.terms;
  const step = isEnded(state) ? null : state.step;
  return {
    title: `隐患 ${state.origin.number} 问责案件（${GROUND_WORDS[state.origin.ground]}）`,
    status: state.status,
    severity: null,
    holder: step === null ? null : { post: step.holder, unit: county.officeUnit, person: null },
    deadlines: deadlines(state),
    level: 0,
    rung: null,
    proposals: [],
    round: state.origin.round,
    overdueSince: step !== null && isLate(state) ? step.firstDue : null,
    region: state.region,
    sector: null,
    subject: state.subjects.find((s) => s.unit !== null)?.unit ?? null,
    lead: county.officeUnit,
    units: state.units,
    foundOn: null,
    closedAt: isEnded(state) ? state.endedAt : null,
    imported: false,
    parent: null,
    late: null,
    firstPass: null,
    listed: false,
  };
}

/** Handed over or reminded: the first holder's time has passed. Asking a body how it stands is no lateness. */
function isLate(state: State): boolean {
  return !isEnded(state) && (state.step.reminders > 0 || state.step.firstDue !== state.step.due);
}

function deadlines(state: State): readonly DeadlineView[] {
  if (isEnded(state)) return [];
  const { due, firstDue, provisional, period } = state.step;
  return [{ clock: 'S', due, firstDue, ...periodShown(state.terms.periods[period]), provisional }];
}

/** Subjects and other involved people see their own part only; whoever keeps, decides or inspects sees the whole. */
function view(state: State, relations: readonly string[], reader?: Actor): Readonly<Record<string, unknown>> {
  const { hazard, number, round, ground, clock, upToSeq, dossier } = state.origin;
  const links = [{ relation: 'hazard', matterId: hazard, number, said: null }];
  if (!seesAll(relations)) {
    const items = state.subjects.map((s, i) => (reader && isSubject(s, reader) ? own(s, i) : outline(s, i)));
    return { ground: GROUND_WORDS[ground], round, links, items };
  }
  return {
    ground: GROUND_WORDS[ground],
    round,
    clock,
    dossier,
    upToSeq,
    links,
    items: state.subjects.map(whole),
    evidence: state.evidence,
    heard: state.heard,
    proposal: 'proposal' in state ? state.proposal : null,
    referrals: 'referrals' in state ? state.referrals.map((r) => ({ ...r, label: BODY_WORDS[r.to] })) : [],
    recused: state.involved,
    papers: lettersShown(state),
  };
}

/** The papers, each with the body that it goes to. */
function lettersShown(state: State): readonly PaperView[] {
  const referrals = 'referrals' in state ? state.referrals : [];
  return (state.papers ?? []).map((paper) => {
    const shown = paperShown(paper);
    const to = bodyOfLetter(paper.key, referrals);
    return to === null ? shown : { ...shown, title: `${shown.title}（${BODY_WORDS[to]}）` };
  });
}

/** A subject to whoever must not learn who it is: told apart by its place in the case only. */
function outline({ key, kind, statement }: Subject, place: number): Readonly<Record<string, unknown>> {
  const label = `对象${placeInWords(place + 1)}（${SUBJECT_WORDS[kind]}）`;
  return { id: key, kind, label, spoke: statement !== null };
}

/** A subject to itself: who it is, on what ground, and its own statement; not what is proposed. */
function own(subject: Subject, place: number): Readonly<Record<string, unknown>> {
  const { id, unit, ground, statement } = subject;
  return { ...outline(subject, place), subject: id, unit, ground, groundLabel: GROUND_WORDS[ground], statement };
}

/** 1 to 100, as many subjects as a case may have. */
function placeInWords(place: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
  const tens = Math.floor(place / 10);
  if (place <= 10) return digits[place] ?? '';
  if (place === 100) return '一百';
  return `${tens === 1 ? '' : (digits[tens] ?? '')}十${digits[place % 10] ?? ''}`;
}

function whole(subject: Subject): Readonly<Record<string, unknown>> {
  const { key, id, ...rest } = subject;
  return {
    ...rest,
    id: key,
    subject: id,
    label: SUBJECT_WORDS[subject.kind],
    groundLabel: GROUND_WORDS[subject.ground],
  };
}
