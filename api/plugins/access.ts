import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Session } from '../../db/accounts/session.ts';
import { isAsker, type AccessRow } from '../access/row.ts';
import { ACCESS } from '../access/table.ts';
import { Problem, problem } from '../problems/problem.ts';

/**
 * Lets nobody past a route whose row does not name them, after the session is known and before the body is read. Throws
 * at start-up for a route without a row and for a row without a route.
 */
export function access(app: FastifyInstance, table: readonly AccessRow[] = ACCESS): void {
  const rows = new Map<string, AccessRow>();
  for (const row of table) {
    if (rows.has(row.route)) throw new Error(`the access table has two rows for ${row.route}`);
    rows.set(row.route, row);
  }
  const served = new Set<string>();
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      // A HEAD is told of a GET's answer no more than that answer.
      const name = `${method === 'HEAD' ? 'GET' : method} ${route.url}`;
      const row = rows.get(name);
      if (row === undefined) throw new Error(`the access table has no row for ${name}`);
      served.add(name);
      route.config = { ...route.config, access: row };
    }
  });
  app.addHook('onReady', (done) => {
    const idle = [...rows.keys()].find((name) => !served.has(name));
    done(idle === undefined ? undefined : new Error(`the access table has a row for ${idle}, which is not served`));
  });
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    done(request.is404 ? null : refusalOf(request.routeOptions.config.access, request.session));
  });
}

/** Whether the request is answered without asking who sends it: anyone may, and it makes no difference who. */
export function isOpen({ headers, routeOptions }: FastifyRequest): boolean {
  const { access: row } = routeOptions.config;
  return row?.who === 'anyone' && (row.recognises === undefined || headers.authorization === undefined);
}

function refusalOf(row: AccessRow | undefined, session: Session | null): Problem | null {
  if (row === undefined) return problem('Forbidden', '您的岗位不能使用这项功能。');
  if (row.who === 'anyone' && session === null) return null;
  if (session === null) return problem('NotSignedIn', '请先登录。', { headers: { 'www-authenticate': 'Bearer' } });
  const { restricted, scopes, actor } = session;
  if (restricted !== null && row.restricted !== true)
    return problem(
      'SessionRestricted',
      restricted === 'password' ? '请先修改密码，再办理其他事项。' : '请先绑定动态口令，再办理其他事项。',
    );
  if (scopes !== null && (row.key === undefined || !scopes.includes(row.key)))
    return problem('Forbidden', '接口密钥的权限范围不包括这项功能。');
  return row.who === 'anyone' || row.who === 'signedIn' || isAsker(actor, row.who) ? null : refused(row);
}

function refused({ otherwise, code, says }: AccessRow): Problem {
  if (otherwise === 'hidden') return problem('NotFound', says ?? '没有这条记录，或不在您的查看范围内。');
  const detail = says ?? '您的岗位不能使用这项功能。';
  return code === 'NotYours' ? new Problem(code, 403, '不属于您的办理权限', detail) : problem('Forbidden', detail);
}
