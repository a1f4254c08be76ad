import { KINDS } from '../../workflows/kinds.ts';
import { ACCOUNT_PATHS } from './account-paths.ts';
import { AUDIT_PATHS } from './audit-paths.ts';
import { ENTRY_PATHS } from './entry-paths.ts';
import { CONSOLE_PATHS } from './console-paths.ts';
import { CHANNEL_PATHS } from './channel-paths.ts';
import { DOCUMENT_PATHS } from './document-paths.ts';
import { KEY_PATHS } from './key-paths.ts';
import { loopPaths } from './loops.ts';
import { OIDC_PATHS } from './oidc-paths.ts';
import { OTHER_PATHS } from './other-paths.ts';
import { RESPONSES } from './operations.ts';
import { withRefusals } from './refusals.ts';
import { REHEARSAL_PATHS } from './rehearsal-paths.ts';
import { PRESENCE_PATHS } from './presence-paths.ts';
import { REGISTER_PATHS } from './register-paths.ts';
import { RESPONSIBILITY_PATHS } from './responsibility-paths.ts';
import { SEAL_PATHS } from './seal-paths.ts';
import { SCHEMAS } from './schemas.ts';
import { TIP_PATHS, TIP_SCHEMAS } from './tip-paths.ts';

/** The OpenAPI 3.1 document: one operation for each command of each kind, and everything else that is served. */
export function openApiDocument(): Readonly<Record<string, unknown>> {
  return {
    openapi: '3.1.0',
    info: {
      title: '闭环：隐患排查治理',
      version: '1',
      description: '办理类操作须带 Idempotency-Key。拒绝以 application/problem+json 答复，code 稳定不变。',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...KINDS.map((kind) => ({ name: kind.face.title })), { name: '文书' }, { name: '公共' }],
    paths: withRefusals(
      Object.assign(
        {},
        OTHER_PATHS,
        CONSOLE_PATHS,
        ACCOUNT_PATHS,
        REGISTER_PATHS,
        PRESENCE_PATHS,
        RESPONSIBILITY_PATHS,
        ENTRY_PATHS,
        REHEARSAL_PATHS,
        AUDIT_PATHS,
        SEAL_PATHS,
        CHANNEL_PATHS,
        DOCUMENT_PATHS,
        KEY_PATHS,
        OIDC_PATHS,
        TIP_PATHS,
        ...KINDS.map(loopPaths),
      ) as Readonly<Record<string, Readonly<Record<string, object>>>>,
    ),
    components: {
      schemas: { ...SCHEMAS, ...TIP_SCHEMAS },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      responses: RESPONSES,
    },
  };
}
