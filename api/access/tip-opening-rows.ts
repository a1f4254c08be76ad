import type { AccessRow } from './row.ts';

const OPENINGS = '/v1/tips/:id/identity-openings';
const ASKED = { who: ['office:2', 'department'], says: '只有安委办负责人和纪检监察机关可以申请启封。' } as const;
const AGREED = { who: ['leader', 'security'], says: '只有县领导和安全管理员可以决定是否启封。' } as const;

/** Of the departments only 纪检监察, which the route tells apart; who decides must be somebody else than who asked. */
export const TIP_OPENING_ROWS: readonly AccessRow[] = [
  { route: `GET ${OPENINGS}`, who: ['office:2', 'department', 'leader', 'security', 'auditor'] },
  { route: `POST ${OPENINGS}`, ...ASKED },
  { route: `POST ${OPENINGS}/:opening/decisions`, ...AGREED },
  { route: `POST ${OPENINGS}/:opening/open`, ...ASKED },
];
