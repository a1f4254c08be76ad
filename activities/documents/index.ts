import type { DocumentDefinition } from './definition.ts';
import { assignmentSlip } from './assignment-slip/index.ts';
import { caseFile } from './case-file/index.ts';
import { circulateLetter } from './circulate-letter/index.ts';
import { closeoutApproval } from './closeout-approval/index.ts';
import { clueTransferLetter } from './clue-transfer-letter/index.ts';
import { controlDecision } from './control-decision/index.ts';
import { delistingNotice } from './delisting-notice/index.ts';
import { extensionForm } from './extension-form/index.ts';
import { focusLetter } from './focus-letter/index.ts';
import { inspectionRecord } from './inspection-record/index.ts';
import { listLetter } from './list-letter/index.ts';
import { listingNotice } from './listing-notice/index.ts';
import { notice } from './notice/index.ts';
import { onSiteDecision } from './on-site-decision/index.ts';
import { onTheSpotRecord } from './on-the-spot-record/index.ts';
import { planOpinion } from './plan-opinion/index.ts';
import { recheckOpinion } from './recheck-opinion/index.ts';
import { rectifyOrder } from './rectify-order/index.ts';
import { referLetter } from './refer-letter/index.ts';
import { resumptionOpinion } from './resumption-opinion/index.ts';
import { serviceReceipt } from './service-receipt/index.ts';
import { stayDecision } from './stay-decision/index.ts';
import { superviseLetter } from './supervise-letter/index.ts';
import { supplyCutNotice } from './supply-cut-notice/index.ts';
import { talkLetter } from './talk-letter/index.ts';
import { talkMinutes } from './talk-minutes/index.ts';
import { transferLetter } from './transfer-letter/index.ts';
import { urgeNotice } from './urge-notice/index.ts';
import { warnNotice } from './warn-notice/index.ts';

/** Every document that is drawn, one line each. */
const DOCUMENTS: readonly DocumentDefinition[] = [
  inspectionRecord,
  rectifyOrder,
  onSiteDecision,
  notice,
  assignmentSlip,
  planOpinion,
  extensionForm,
  recheckOpinion,
  onTheSpotRecord,
  closeoutApproval,
  serviceReceipt,
  controlDecision,
  supplyCutNotice,
  resumptionOpinion,
  warnNotice,
  urgeNotice,
  superviseLetter,
  listLetter,
  focusLetter,
  listingNotice,
  delistingNotice,
  talkLetter,
  talkMinutes,
  circulateLetter,
  referLetter,
  transferLetter,
  stayDecision,
  clueTransferLetter,
  caseFile,
];

/** A document by its name; null for a draft, which looks like its letter, or a name that nothing is drawn for. */
export function documentNamed(name: string): DocumentDefinition | null {
  return DOCUMENTS.find((document) => document.name === name) ?? null;
}
