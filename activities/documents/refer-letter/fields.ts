import type { DueDate } from '../../../workflows/hazard/matter.ts';
import type { DoneAct } from '../../../workflows/hazard/supervision.ts';
import { GROUND_WORDS } from '../../../workflows/hazard/words.ts';
import type { Instant } from '../../../workflows/kernel/instant.ts';
import { PAPER_WORDS } from '../../../workflows/kernel/paper-words.ts';
import { PAPER_RULES, type DocumentName } from '../../../workflows/kernel/papers.ts';
import type { EarlierPaper, Fields, Source } from '../definition.ts';
import { actsGiven } from '../ladder/course.ts';
import { rungFields } from '../ladder/fields.ts';
import { rungOf, type RungGiven } from '../ladder/rung.ts';
import { dueWords, STEP_WORDS } from '../ladder/words.ts';
import { chineseDate, chineseTime } from '../layout/words.ts';
import { clause, hazardOf } from '../working/case.ts';

/** What a referral says beyond a letter of the ladder: who held the matter until when, how the dates moved, who was told. */
export function referFields(source: Source): Fields {
  const { terms } = hazardOf(source);
  const rung = rungOf(source);
  const inspectorate = source.name(terms.county.inspectorate).unit;
  return {
    ...rungFields(source),
    receiver: inspectorate === null ? source.name(terms.county.inspectorate).name : source.name(inspectorate).name,
    cause: causeOf(source, rung),
    holders: holdersOf(source),
    dues: duesOf(source),
    notices: noticesOf(source),
    papers: source.papers.filter(isPaper).map(paperRow),
  };
}

/** A draft is no paper, and what lapsed was never one. */
function isPaper({ document, lapsed }: EarlierPaper): boolean {
  return !lapsed && PAPER_RULES[document as DocumentName].mode !== 'draft';
}

/** Why it is referred: a ground that a person raised, or a period that ran out; no word on whose fault it is. */
function causeOf(source: Source, { key, clock }: RungGiven): string {
  const nth = /#(\d+)$/.exec(key)?.[1];
  const ground = nth === undefined ? undefined : hazardOf(source).grounds[Number(nth)];
  if (ground !== undefined)
    return `${chineseDate(ground.at)}有人员登记提出“${GROUND_WORDS[ground.kind]}”的情形：${clause(ground.note)}。是否成立，由受理机关核查。`;
  return clock === 'S'
    ? '办理环节的时限届满后，登记簿中没有该环节办结的记录。此前发出的文书见第四项。'
    : '整改期限届满后，登记簿中没有整改完成并复查合格的记录。此前发出的文书见第四项。';
}

/** Every holder of every step, from when until when, in the order in which they held it. */
function holdersOf(source: Source): readonly Fields[] {
  const rows = hazardOf(source).steps.flatMap((step) =>
    step.holders.map((holder, i) => ({
      duty: STEP_WORDS[step.name],
      by: `${source.name(holder.unit).name}  ${source.name(holder.post).name}`,
      from: chineseTime(holder.since),
      to: untilWords(step.holders[i + 1]?.since ?? step.endedAt),
      due: step.due === null ? '以整改期限为准' : dueWords(step.due),
    })),
  );
  return rows.map((row, i) => ({ n: (i + 1).toString(), ...row }));
}

function untilWords(until: Instant | null): string {
  return until === null ? '至今' : chineseTime(until);
}

function duesOf(source: Source): readonly Fields[] {
  const set = hazardOf(source).dueDates.flatMap(({ start, due, reason }) =>
    due === null ? [] : [{ on: chineseDate(start), reason: REASON_WORDS[reason], due: dueWords(due) }],
  );
  return set.map((row, i) => ({ n: (i + 1).toString(), ...row }));
}

const REASON_WORDS: Readonly<Record<DueDate['reason'], string>> = {
  opening: '登记',
  assignment: '交办确定',
  service: '自送达之日起计算',
  plan: '整改方案审查确定',
  extension: '批准延期',
  recheckFailed: '复查不合格后重新确定',
  reopened: '重新整改确定',
  imported: '台账所载',
  stay: '中止计时后顺延',
  termsRevised: '期限规则修订后重新计算',
};

/** Every act that was given: when, by which paper, to whom, and when it was answered. */
function noticesOf(source: Source): readonly Fields[] {
  const { acts } = hazardOf(source);
  return actsGiven(source).map(({ event, paper }, i) => ({
    n: (i + 1).toString(),
    date: chineseDate(event.at),
    paper,
    told: (event.data.told ?? []).map((post) => source.name(post).name).join('、') || '未记载',
    reply: replyWords(acts.find((act) => act.key === event.data.key)),
  }));
}

function replyWords(act: Pick<DoneAct, 'replyDue' | 'repliedAt'> | undefined): string {
  const repliedAt = act?.repliedAt ?? null;
  const replyDue = act?.replyDue ?? null;
  if (repliedAt !== null) return `${chineseDate(repliedAt)}已回复`;
  return replyDue === null ? '不要求回复' : `应于${dueWords(replyDue)}前回复，未登记回复`;
}

function paperRow({ document, number, issuedAt, drawnAt }: EarlierPaper, i: number): Fields {
  const on = issuedAt ?? drawnAt;
  return {
    n: (i + 1).toString(),
    title: PAPER_WORDS[document as DocumentName],
    number: number ?? '无文号',
    date: on === null ? '尚未制作完成' : chineseDate(on),
  };
}
