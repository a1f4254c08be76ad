import { bodyOfLetter } from '../../../workflows/accountability/documents.ts';
import type { State, Subject } from '../../../workflows/accountability/state.ts';
import { BODY_WORDS, GROUND_WORDS, SUBJECT_WORDS } from '../../../workflows/accountability/words.ts';
import type { ReferralApproved } from '../../../workflows/accountability/event.ts';
import { NotDrawable, type Fields, type Source } from '../definition.ts';
import { chineseDate, chineseTime } from '../layout/words.ts';
import { actorWords, clause, sentence } from '../working/case.ts';
import { dossierIndex } from './dossier-index.ts';

/**
 * What a lead says: which facts on whom go to which body, on what dossier, with what each had to say for themselves. The
 * letter of one body names none of another's subjects.
 */
export function clueFields(source: Source): Fields {
  if (source.event.type !== 'ReferralApproved') throw new NotDrawable('这一事件没有对应的文书。');
  const { referrals: all, document, reason } = source.event.data as ReferralApproved['data'];
  const to = bodyOfLetter(source.key ?? '', all);
  const referrals = to === null ? all : all.filter((one) => one.to === to);
  const state = source.after as State;
  const referred = state.subjects.filter(({ key }) => referrals.some(({ subjects }) => subjects.includes(key)));
  return {
    unit: source.name(source.unit).name,
    number: source.number ?? document ?? '',
    caseNumber: state.number,
    hazardNumber: state.origin.number,
    ground: GROUND_WORDS[state.origin.ground],
    openedOn: chineseDate(state.openedAt),
    receivers: referrals.map(({ to }) => BODY_WORDS[to]).join('、'),
    referrals: referrals.map(({ to, subjects }, i) => ({
      n: (i + 1).toString(),
      to: BODY_WORDS[to],
      subjects: referred
        .filter(({ key }) => subjects.includes(key))
        .map((one) => subjectWords(source, one))
        .join('；'),
    })),
    report: 'proposal' in state ? sentence(state.proposal.report) : '未登记。',
    reason: sentence(reason),
    statements: referred.map((subject, i) => statementOf(source, subject, i)),
    dossier: state.origin.dossier?.replace('sha256:', '') ?? '立案时未能封存',
    upTo: `第${state.origin.upToSeq.toString()}号`,
    ...dossierIndex(source, source.dossier),
    added: addedTo(source, state, referred),
    heard: heardWords(state),
    signer: actorWords(source),
    madeOn: chineseDate(source.at),
  };
}

function subjectWords(source: Source, { id, kind, unit, ground, proposed }: Subject): string {
  const { name } = source.name(id);
  const of = unit === null || unit === id ? '' : source.name(unit).name;
  const basis = proposed === null ? '' : `，移送依据：${clause(proposed.basis)}`;
  return `${of}${name}（${SUBJECT_WORDS[kind]}，反映事项：${GROUND_WORDS[ground]}${basis}）`;
}

/** What a subject had to say, in their own words; that nothing was handed in is a fact and no more. */
function statementOf(source: Source, { id, statement, silent }: Subject, i: number): Fields {
  const { name } = source.name(id);
  const said =
    statement === null
      ? silent
        ? '听取说明期限届满，未提交说明。'
        : '未提交说明。'
      : `${chineseDate(statement.at)}提交说明${statement.late ? '（逾期收到，一并附送）' : ''}：${sentence(statement.text)}所附材料${statement.evidence.length.toString()}件。`;
  return { n: (i + 1).toString(), name, text: said };
}

/** Evidence that people added on these subjects or on the whole case, what speaks for the subjects before what does not. */
function addedTo(source: Source, { evidence: all }: State, referred: readonly Subject[]): readonly Fields[] {
  const named = new Map(source.evidence.map(({ id, name }) => [id, name]));
  const evidence = all.filter(({ subject }) => subject === null || referred.some(({ key }) => key === subject));
  const ordered = [...evidence].sort((a, b) => (a.bears === b.bears ? 0 : a.bears === 'for' ? -1 : 1));
  const rows = ordered.map(({ bears, evidence: files, note, at }, i) => ({
    n: (i + 1).toString(),
    bears: bears === 'for' ? '说明尽职的材料' : '反映问题的材料',
    time: chineseTime(at),
    text: `${note === null ? '' : sentence(note)}${files.map((id) => named.get(id) ?? '未命名文件').join('、')}`,
  }));
  return rows.length > 0 ? rows : [{ n: '—', bears: '—', time: '—', text: '没有补充材料。' }];
}

/** What the hazard told meanwhile; that it was closed may count for those concerned. */
function heardWords({ heard }: State): string {
  const closed = heard.findLast(({ event }) => event === 'CloseoutApproved');
  return closed === undefined
    ? '截至移送之日，本案未收到该隐患销号的告知。'
    : `${chineseDate(closed.at)}收到该隐患已批准销号的告知。`;
}
