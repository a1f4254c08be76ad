import type { DeskRow } from './desk-answer.ts';

/** What carries a matter on from where it stands; where it takes more than one word, only that it is handled. */
const NEXT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hazard: {
    reported: 'Verify',
    registered: 'Assign',
    assigned: 'Accept',
    rectifying: 'SubmitRectification',
    rechecking: 'Recheck',
    closing: 'DecideCloseout',
  },
  accountability: {
    drafting: 'ProposeReferral',
    deciding: 'DecideReferral',
    referred: 'AnswerReferral',
    handling: 'RecordOutcome',
  },
  tip: { received: 'AcceptTip', verifying: 'VerifyTip', rewarding: 'DecideReward' },
};

/** The command that a holder most likely gives next; null where that depends on what the matter says. */
export function nextAct({ kind, status, severity }: Pick<DeskRow, 'kind' | 'status' | 'severity'>): string | null {
  // Before it is assigned it is graded.
  if (kind === 'hazard' && status === 'registered' && severity === null) return 'Grade';
  return NEXT[kind]?.[status] ?? null;
}

/** Where it is given: the page of the matter opens with that form, an enterprise hands in on a page of its own. */
export function actPath(row: DeskRow, isEnterprise: boolean): string {
  const { path, id } = row;
  const act = nextAct(row);
  if (isEnterprise && act === 'SubmitRectification') return `/${path}/${id}/rectify`;
  return `/${path}/${id}${act === null ? '' : `?act=${act}`}`;
}
