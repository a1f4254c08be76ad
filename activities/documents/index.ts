import type { DocumentDefinition } from './definition.ts';
import { assignmentSlip } from './assignment-slip/index.ts';
import { closeoutApproval } from './closeout-approval/index.ts';
import { controlDecision } from './control-decision/index.ts';
import { extensionForm } from './extension-form/index.ts';
import { inspectionRecord } from './inspection-record/index.ts';
import { notice } from './notice/index.ts';
import { onSiteDecision } from './on-site-decision/index.ts';
import { onTheSpotRecord } from './on-the-spot-record/index.ts';
import { planOpinion } from './plan-opinion/index.ts';
import { recheckOpinion } from './recheck-opinion/index.ts';
import { rectifyOrder } from './rectify-order/index.ts';
import { resumptionOpinion } from './resumption-opinion/index.ts';
import { serviceReceipt } from './service-receipt/index.ts';
import { supplyCutNotice } from './supply-cut-notice/index.ts';

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
];

/** A document by its name; null for a draft of a rung or a name that nothing is drawn for. */
export function documentNamed(name: string): DocumentDefinition | null {
  return DOCUMENTS.find((document) => document.name === name) ?? null;
}
