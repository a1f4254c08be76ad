import { OFFICIALS, PAPER_GIVERS, STAFFERS } from './askers.ts';
import type { AccessRow } from './row.ts';

const GIVEN = { who: PAPER_GIVERS, says: '文书由制发单位的人员签名、签发、送达。' } as const;
// One change alters every document of the county that is drawn after it, and nobody else looks at it before.
const WORDED = { who: STAFFERS, says: '文书模板由安委办主任或系统管理员更换。' } as const;
const TEMPLATE = '/v1/registers/templates/:name';

/** Which paper a reader sees in which state stands in `papers.ts`; whose a signature, an issue or a service is, in the route. */
export const DOCUMENT_ROWS: readonly AccessRow[] = [
  { route: 'GET /v1/documents', who: 'signedIn', key: 'matters:read' },
  { route: 'GET /v1/documents/:id', who: 'signedIn', key: 'matters:read' },
  { route: 'GET /v1/documents/:id/file', who: 'signedIn', key: 'matters:read' },
  { route: 'POST /v1/documents/:id/signatures', ...GIVEN },
  { route: 'POST /v1/documents/:id/issues', ...GIVEN },
  { route: 'POST /v1/documents/:id/services', ...GIVEN },
  { route: 'POST /v1/documents/:id/redraws', ...GIVEN },
  { route: `GET ${TEMPLATE}/file`, who: OFFICIALS, key: 'registers:read', says: '文书模板只对机关工作人员开放。' },
  { route: `POST ${TEMPLATE}`, ...WORDED },
  { route: `DELETE ${TEMPLATE}`, ...WORDED },
  { route: `GET ${TEMPLATE}/checks/:id`, ...WORDED },
  { route: `GET ${TEMPLATE}/previews/:id`, ...WORDED },
];
