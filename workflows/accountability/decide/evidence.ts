import { paperTold } from '../../kernel/paper-told.ts';
import type { AddEvidence, Hear, SubmitStatement } from '../command.ts';
import { v1, type EvidenceAdded, type HazardHeard, type HearingEnded, type StatementSubmitted } from '../event.ts';
import { no, yes, type CaseDecision } from '../refusal.ts';
import { isSubject } from '../relations.ts';
import { deciderSeats } from '../seats.ts';
import { subjectOf, type Deciding, type Hearing, type State } from '../state.ts';
import { stepFrom } from '../step.ts';

/** Evidence for and against is taken alike, from whoever keeps the case, is concerned, or inspects. */
export function addEvidence(state: State, { body, actor }: AddEvidence): CaseDecision {
  const subject = body.subject === undefined ? null : subjectOf(state, body.subject);
  if (body.subject !== undefined && subject === null) return no('UnknownSubject', '案件中没有这个对象。');
  const evidence = body.evidence ?? [];
  if (evidence.length === 0 && body.note === undefined) return no('EvidenceMissing', '请附上证据材料或写明情况。');
  return yes(
    v1<EvidenceAdded>('EvidenceAdded', {
      bears: body.bears,
      subject: subject?.key ?? null,
      evidence,
      note: body.note ?? null,
      by: actor.person,
    }),
  );
}

/** A subject's own account, once; when the last has spoken the hearing ends. One that comes late is kept and marked. */
export function submitStatement(state: State, { body, actor, at }: SubmitStatement): CaseDecision {
  const subject = subjectOf(state, body.subject);
  if (subject === null) return no('UnknownSubject', '案件中没有这个对象。');
  if (subject.statement !== null) return no('StatementAlreadyGiven', '该对象已提交说明，补充材料请作为证据提交。');
  const evidence = body.evidence ?? [];
  const onPaper = !isSubject(subject, actor);
  if (onPaper && state.subjects.some((s) => isSubject(s, actor))) return no('NotYours', '只能为自己提交说明。');
  if (onPaper && evidence.length === 0) return no('PaperStatementWithoutEvidence', '代录书面说明时，请附上说明原件。');
  // The lifecycle table hears statements in these two statuses only.
  const { hearingDue, proposal } = state as Hearing | Deciding;
  const submitted = v1<StatementSubmitted>('StatementSubmitted', {
    subject: subject.key,
    statement: body.statement,
    evidence,
    late: at > hearingDue,
    onPaper,
  });
  const isLast = state.subjects.every((s) => s === subject || s.statement !== null);
  if (state.status !== 'hearing' || !isLast) return yes(submitted);
  const [holder] = deciderSeats(state, state.terms.county, proposal.authority);
  const step = stepFrom(state.terms, 'deciding', holder, at);
  return yes(submitted, v1<HearingEnded>('HearingEnded', { silent: [], step }));
}

/** What a job tells of the case's own letter, or the hazard meanwhile, is noted: a cure may mitigate, it does not end the case. */
export function hear(state: State, { body }: Hear): CaseDecision {
  const told = body.from === state.matterId ? paperTold(state.papers ?? [], body) : null;
  if (told !== null) return yes(told);
  if (body.from !== state.origin.hazard) return no('NotLinked', '告知来自与本案无关的事项。');
  return yes(v1<HazardHeard>('HazardHeard', { event: body.event }));
}
