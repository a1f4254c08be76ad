import { KINDS, type Kind } from '../../workflows/kinds.ts';
import { asksIdentity } from '../tips/identity.ts';
import {
  AUDITORS,
  CHAIN_KEEPERS,
  CHAIN_READERS,
  COUNTY,
  DRAFTERS,
  OVERSEERS,
  STAFFERS,
  UNIT_LEADERS,
} from './askers.ts';
import { CONSOLE_ROWS } from './console-rows.ts';
import { DOCUMENT_ROWS } from './document-rows.ts';
import { REVISION_ROWS } from './revision-rows.ts';
import type { AccessRow, Asker } from './row.ts';
import { TIP_OPENING_ROWS } from './tip-opening-rows.ts';

const OVERSEEN = '只有安委办、县领导、审计和系统管理员可以';
const AUDITED = '只有审计和系统管理员可以';
const DRAFTED = { who: DRAFTERS, says: '只有安委办和系统管理员可以拟稿。' } as const;
const PUBLISHED = { who: COUNTY, says: '只有安委办主任和县领导可以发布、适用。' } as const;
const DECREED = { who: COUNTY, says: '只有安委办主任和县领导可以登记、撤销特殊时段。' } as const;
const STAFFED = { who: STAFFERS, says: '单位、岗位、人员和任职由安委办主任或系统管理员变更。' } as const;
const LINKED = { who: ['admin'], says: '账号关联的身份由系统管理员登记。' } as const;
const SUPERVISED = { who: COUNTY, says: '监管职责由安委办主任或县领导登记、终止。' } as const;
const CHAINED = {
  who: CHAIN_KEEPERS,
  says: '企业和责任人由安委办、系统管理员，或乡镇、监管部门分管以上负责人登记。',
} as const;
const REHEARSED = { who: OVERSEERS, says: `${OVERSEEN}预演办理规则。` } as const;
const EVIDENCED = { who: AUDITORS, says: `${AUDITED}批量核验和导出证据包。` } as const;

/** The service itself: no person and no matter is in what it says. */
const SERVICE: readonly AccessRow[] = [
  { route: 'GET /health/live', who: 'anyone' },
  { route: 'GET /health/ready', who: 'anyone' },
  { route: 'GET /health/auditor', who: 'anyone' },
  { route: 'GET /health/archive', who: 'anyone' },
  { route: 'GET /health/seals', who: 'anyone' },
  { route: 'GET /metrics', who: 'anyone' },
  { route: 'GET /openapi.json', who: 'anyone' },
  { route: 'GET /', who: 'anyone' },
  { route: 'GET /console', who: 'anyone' },
  { route: 'GET /console/*', who: 'anyone' },
  { route: 'GET /docs', who: 'anyone' },
  { route: 'GET /docs/', who: 'anyone' },
  { route: 'GET /docs/json', who: 'anyone' },
  { route: 'GET /docs/yaml', who: 'anyone' },
  { route: 'GET /docs/static/*', who: 'anyone' },
  { route: 'GET /docs/static/index.html', who: 'anyone' },
  { route: 'GET /docs/static/swagger-initializer.js', who: 'anyone' },
];

/** What the county publishes. */
const PUBLISHED_PAGES: readonly AccessRow[] = [
  { route: 'GET /v1/public/listings', who: 'anyone' },
  { route: 'GET /v1/public/seals/latest', who: 'anyone' },
  { route: 'GET /v1/public/tips/:code', who: 'anyone' },
  { route: 'GET /v1/public/documents/:code', who: 'anyone' },
  { route: 'GET /public/documents/:code', who: 'anyone' },
];

const SESSIONS: readonly AccessRow[] = [
  { route: 'POST /v1/sessions', who: 'anyone' },
  { route: 'GET /v1/sessions', who: 'signedIn', restricted: true },
  { route: 'DELETE /v1/sessions', who: 'signedIn', restricted: true },
  { route: 'POST /v1/sessions/post', who: 'signedIn' },
  { route: 'GET /v1/account/posts', who: 'signedIn' },
  { route: 'GET /v1/account/sessions', who: 'signedIn' },
  { route: 'DELETE /v1/account/sessions/:id', who: 'signedIn' },
  { route: 'DELETE /v1/account/sessions', who: 'signedIn' },
  { route: 'POST /v1/account/password', who: 'signedIn', restricted: true },
  { route: 'POST /v1/account/totp', who: 'signedIn', restricted: true },
  { route: 'POST /v1/account/totp/confirm', who: 'signedIn', restricted: true },
  { route: 'DELETE /v1/account/totp', who: 'signedIn' },
];

const MADE = { who: ['admin'], says: '账号由系统管理员开立、变更。' } as const;
const SECURED = { who: ['security'], says: '动态口令和会话由安全管理员处置。' } as const;
const RELEASED = { who: ['security', 'auditor'], says: '账号由安全管理员或审计管理员核准启用。' } as const;
const SHOWN = { who: ['admin', 'security', 'auditor'], says: '账号由三员查阅。' } as const;

/** Accounts: the system administrator makes them, the security administrator releases them and takes factors and sessions away. */
const ACCOUNTS: readonly AccessRow[] = [
  { route: 'GET /v1/accounts', ...SHOWN },
  { route: 'GET /v1/accounts/:username', ...SHOWN },
  { route: 'POST /v1/accounts', ...MADE },
  { route: 'PATCH /v1/accounts/:username', ...MADE },
  { route: 'POST /v1/accounts/:username/password-resets', ...MADE },
  { route: 'POST /v1/accounts/:username/unlock', ...MADE },
  { route: 'POST /v1/accounts/:username/releases', ...RELEASED },
  { route: 'POST /v1/accounts/:username/second-factor-resets', ...SECURED },
  { route: 'DELETE /v1/accounts/:username/sessions', ...SECURED },
];

/** Signing in by a government platform, and which of its identities sign in to which account. */
const OIDC: readonly AccessRow[] = [
  { route: 'GET /v1/oidc/start', who: 'anyone' },
  { route: 'GET /v1/oidc/callback', who: 'anyone' },
  { route: 'POST /v1/sessions/second-factor', who: 'signedIn', restricted: true },
  { route: 'GET /v1/account/identities', who: 'signedIn' },
  { route: 'POST /v1/account/identities', who: 'signedIn' },
  { route: 'DELETE /v1/account/identities/:id', who: 'signedIn' },
  { route: 'GET /v1/accounts/:username/identities', ...LINKED },
  { route: 'POST /v1/accounts/:username/identities', ...LINKED },
  { route: 'DELETE /v1/accounts/:username/identities/:id', ...LINKED },
];

/** Keys of departments' systems; none of these is ever opened by a key. */
const KEYS: readonly AccessRow[] = [
  { route: 'POST /v1/api-keys', who: ['admin'], says: '接口密钥由系统管理员签发。' },
  { route: 'GET /v1/api-keys', who: 'signedIn' },
  { route: 'POST /v1/api-keys/:id/confirmations', who: 'signedIn' },
  { route: 'DELETE /v1/api-keys/:id', who: ['admin', 'security'], says: '接口密钥由系统管理员或安全管理员注销。' },
];

const TOLD = { who: [...UNIT_LEADERS, 'admin'], says: '通知渠道由本单位分管以上负责人或系统管理员设置。' } as const;

/** Where notices go beside the inbox; whose they are is asked in the route. */
const CHANNELS: readonly AccessRow[] = [
  { route: 'GET /v1/channels', ...TOLD },
  { route: 'POST /v1/channels', ...TOLD },
  { route: 'POST /v1/channels/:id/tests', ...TOLD },
  { route: 'DELETE /v1/channels/:id', ...TOLD },
];

/** What shows matters is narrowed by the scope of the reader, not here. */
const WORK: readonly AccessRow[] = [
  { route: 'GET /v1/kinds', who: 'signedIn', key: 'matters:read' },
  { route: 'GET /v1/commands/:commandId', who: 'signedIn', key: 'matters:read' },
  { route: 'GET /v1/statistics', who: 'signedIn', key: 'statistics' },
  { route: 'GET /v1/chain', who: 'signedIn', key: 'statistics' },
  { route: 'GET /v1/inbox', who: 'signedIn', key: 'inbox' },
  { route: 'POST /v1/inbox/:id/read', who: 'signedIn', key: 'inbox' },
  { route: 'POST /v1/evidence', who: 'signedIn', key: 'evidence' },
  { route: 'GET /v1/evidence/:id', who: 'signedIn', key: 'evidence' },
  { route: 'POST /v1/imports', who: DRAFTERS, key: 'imports', says: '只有安委办和系统管理员可以导入台账。' },
  {
    route: 'GET /v1/imports/:id',
    who: DRAFTERS,
    key: 'imports',
    otherwise: 'hidden',
    says: '没有这次导入，或不在您的查看范围内。',
  },
];

/** Which registers a reader sees stands in `registers.ts`; whose entry may be changed by whom, in the route. */
const REGISTERS: readonly AccessRow[] = [
  { route: 'GET /v1/registers', who: 'signedIn', key: 'registers:read' },
  { route: 'GET /v1/registers/:name', who: 'signedIn', key: 'registers:read' },
  { route: 'GET /v1/registers/:name/*', who: 'signedIn', key: 'registers:read' },
  { route: 'POST /v1/registers/leaves', who: 'signedIn' },
  { route: 'POST /v1/registers/leaves/:id/cancel', who: 'signedIn' },
  { route: 'POST /v1/registers/units', ...STAFFED },
  { route: 'PATCH /v1/registers/units/:id', ...STAFFED },
  { route: 'POST /v1/registers/posts', ...STAFFED },
  { route: 'PATCH /v1/registers/posts/:id', ...STAFFED },
  { route: 'POST /v1/registers/people', ...STAFFED },
  {
    route: 'PATCH /v1/registers/people/:id',
    who: [...STAFFERS, ...UNIT_LEADERS],
    says: '人员信息由本单位分管以上负责人、安委办主任或系统管理员变更。',
  },
  { route: 'POST /v1/registers/tenures', ...STAFFED },
  { route: 'POST /v1/registers/tenures/end', ...STAFFED },
  { route: 'GET /v1/jurisdiction', who: 'signedIn', key: 'registers:read' },
  { route: 'GET /v1/jurisdiction/matrix', who: 'signedIn', key: 'registers:read' },
  { route: 'POST /v1/registers/jurisdictions', ...SUPERVISED },
  { route: 'POST /v1/registers/jurisdictions/end', ...SUPERVISED },
  { route: 'GET /v1/responsibility', who: CHAIN_READERS, key: 'statistics', says: '责任链覆盖情况不对本岗位开放。' },
  { route: 'POST /v1/registers/responsibilities', ...CHAINED },
  { route: 'POST /v1/registers/responsibilities/end', ...CHAINED },
  { route: 'POST /v1/registers/enterprises', ...CHAINED },
  { route: 'PATCH /v1/registers/enterprises/:id', ...CHAINED },
  { route: 'POST /v1/registers/calendars', ...DRAFTED },
  { route: 'POST /v1/registers/calendars/import', ...DRAFTED },
  { route: 'POST /v1/registers/calendars/:year/:version/publish', ...PUBLISHED },
  { route: 'POST /v1/registers/policies', ...DRAFTED },
  { route: 'PATCH /v1/registers/policies/:kind/:policy/:version', ...DRAFTED },
  { route: 'POST /v1/registers/policies/:kind/:policy/:version/publish', ...PUBLISHED },
  { route: 'POST /v1/registers/policies/:kind/:policy/:version/apply', ...PUBLISHED },
  { route: 'POST /v1/registers/special-periods', ...DECREED },
  { route: 'POST /v1/registers/special-periods/:id/revoke', ...DECREED },
  { route: 'POST /v1/rehearsals', ...REHEARSED },
  { route: 'GET /v1/rehearsals', ...REHEARSED },
  { route: 'GET /v1/rehearsals/:id', ...REHEARSED },
];

/** Audit, proof and how the record is kept. */
const PROOF: readonly AccessRow[] = [
  { route: 'POST /v1/audits', ...EVIDENCED },
  { route: 'GET /v1/audits', ...EVIDENCED, key: 'audit:read' },
  { route: 'GET /v1/audits/:id', ...EVIDENCED, key: 'audit:read' },
  { route: 'GET /v1/exports/:id', ...EVIDENCED, key: 'audit:read' },
  { route: 'GET /v1/exports/:id/file', ...EVIDENCED, key: 'audit:read' },
  { route: 'GET /v1/trail', who: AUDITORS, key: 'audit:read', says: `${AUDITED}查阅审计日志。` },
  { route: 'GET /v1/archive', who: OVERSEERS, key: 'audit:read', says: `${OVERSEEN}查看存档情况。` },
  { route: 'GET /v1/bundles', who: OVERSEERS, key: 'audit:read', says: `${OVERSEEN}查看规则代码包。` },
  { route: 'GET /v1/seals', who: 'signedIn', key: 'audit:read' },
  { route: 'GET /v1/seals/:n', who: 'signedIn', key: 'audit:read' },
];

/** Every kind has the same routes; who opens one stands in its face. */
function ofKind({ face }: Kind): readonly AccessRow[] {
  const one = `/v1/${face.path}/:id` as const;
  const openers = face.opening.by.filter((role) => role !== 'system') as Asker[];
  return [
    { route: `GET /v1/${face.path}`, who: 'signedIn', key: 'matters:read' },
    {
      route: `POST /v1/${face.path}`,
      ...(asksIdentity(face.commands[face.opening.command]?.schema ?? {})
        ? { who: 'anyone', recognises: openers.filter((it) => it !== 'public') }
        : { who: openers }),
      key: 'matters:open',
      code: 'NotYours',
      says: `您的岗位不能登记${face.title}。`,
    },
    { route: `GET /v1/${face.path}/export`, who: 'signedIn', key: 'matters:read' },
    { route: `GET ${one}`, who: 'signedIn', key: 'matters:read' },
    { route: `GET ${one}/events`, who: 'signedIn', key: 'matters:read' },
    { route: `GET ${one}/documents`, who: 'signedIn', key: 'matters:read' },
    { route: `GET ${one}/commands`, who: 'signedIn', key: 'matters:read' },
    { route: `POST ${one}/commands/:command`, who: 'signedIn', key: 'matters:command' },
    { route: `GET ${one}/history`, who: 'signedIn' },
    { route: `POST ${one}/audit`, who: 'signedIn' },
    { route: `GET ${one}/audit/:key`, who: 'signedIn' },
    { route: `POST ${one}/exports`, ...EVIDENCED },
  ];
}

/** Who may call which route: each route that is served has exactly one row here, or the API does not start. */
export const ACCESS: readonly AccessRow[] = [
  ...SERVICE,
  ...PUBLISHED_PAGES,
  ...SESSIONS,
  ...ACCOUNTS,
  ...OIDC,
  ...KEYS,
  ...CHANNELS,
  ...WORK,
  ...CONSOLE_ROWS,
  ...DOCUMENT_ROWS,
  ...REGISTERS,
  ...REVISION_ROWS,
  ...TIP_OPENING_ROWS,
  ...PROOF,
  ...KINDS.flatMap(ofKind),
];
