import { KINDS } from '../../workflows/kinds.ts';
import { AUDIT_SCHEMA } from '../routes/audits.ts';
import { COMMAND_HEADERS, jsonBody, operationObject, path, query } from './operations.ts';

const TAG = '公共';
const [IDEMPOTENCY_KEY = {}] = COMMAND_HEADERS;
/** A matter of the demonstration county that stays as it was loaded. */
const DEMO = 'hazard:Verify';

/** Audits of many matters, and evidence bundles of one. */
export const AUDIT_PATHS: Readonly<Record<string, object>> = {
  '/v1/audits': {
    post: operationObject({
      tag: TAG,
      id: 'audit',
      summary: '批量核验',
      description:
        '由任务逐件重演历史、重算台账和一览表，并核对证据文件、存档和封签。matters 为事项编码，缺省为全部。限审计和系统管理员。',
      parameters: [IDEMPOTENCY_KEY],
      body: jsonBody(AUDIT_SCHEMA, { matters: [`{matter:${DEMO}}`] }),
      answers: { 202: { description: '已受理，见 Location；同一幂等键为同一次核验', schema: 'Ordered' } },
      extra: { 'x-demo': { matter: DEMO, account: 'shenji' } },
    }),
    get: operationObject({
      tag: TAG,
      id: 'audits',
      summary: '历次批量核验，新的在前',
      parameters: [query('limit', '条数', { type: 'integer', minimum: 1, maximum: 200 })],
      answers: { 200: { description: '各次核验及进度，不含不一致的事项', schema: 'AuditRunList' } },
    }),
  },
  '/v1/audits/{id}': {
    get: operationObject({
      tag: TAG,
      id: 'auditRun',
      summary: '查询一次批量核验',
      parameters: [path('id', '核验编码')],
      answers: {
        200: {
          description: '进度；结束后含核验件数、不一致件数（differs），及不一致的事项和第一处不同，最多 1000 件',
          schema: 'AuditRun',
        },
      },
    }),
  },
  ...Object.fromEntries(
    KINDS.map(({ rules, face }) => [
      `/v1/${face.path}/{id}/exports`,
      {
        post: operationObject({
          tag: face.title,
          id: `${rules.name}.export`,
          summary: '导出证据包',
          description:
            '由任务核验事项，制成可离线核验的 .zip：历史、台账、一览表、所引文件、封签与归入证明、公钥、规则代码、名称和说明。限审计和系统管理员。',
          parameters: [path('id', '事项编码'), IDEMPOTENCY_KEY],
          answers: { 202: { description: '已受理，见 Location', schema: 'Ordered' } },
        }),
      },
    ]),
  ),
  '/v1/exports/{id}': {
    get: operationObject({
      tag: TAG,
      id: 'evidenceBundle',
      summary: '查询一个证据包',
      parameters: [path('id', '证据包编码')],
      answers: {
        200: {
          description: '状态；制成后含导出时的核验结论、文件的哈希和大小，文件保留至 fileUntil',
          schema: 'EvidenceBundle',
        },
      },
    }),
  },
  '/v1/exports/{id}/file': {
    get: operationObject({
      tag: TAG,
      id: 'evidenceBundleFile',
      summary: '下载一个证据包',
      parameters: [path('id', '证据包编码')],
      answers: {
        200: {
          description: '.zip 文件，以 npm run audit -- verify --offline 核验；每次下载记入审计日志',
          type: 'application/zip',
        },
      },
    }),
  },
};
