import type { FastifyInstance } from 'fastify';
import { exportHistory } from '../../delivery/history.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { scopeOf } from '../access/scope.ts';
import type { Api } from '../context.ts';
import { readsAll } from '../matters/present.ts';
import { seenMatter } from '../matters/seen.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** Shorter than the time in which every caller must hear. */
const ASK_MS = 4_000;

/** `GET …/history`: what the engine itself remembers of a matter, in the JSON form of Temporal's own tools. */
export function historyRoutes(app: FastifyInstance, { db, temporal }: Api): void {
  for (const kind of KINDS)
    app.get<{ Params: { id: MatterId } }>(`/v1/${kind.face.path}/:id/history`, async (request) => {
      const { actor } = signedIn(request);
      const { id, state } = await seenMatter(db, kind, request.params.id, scopeOf(actor));
      if (!readsAll(kind, state, actor)) throw problem('Forbidden', '流程历史包含不对您公开的内容。');
      try {
        return await exportHistory(temporal, id, ASK_MS);
      } catch (error) {
        if (error instanceof Error && error.name === 'WorkflowNotFoundError')
          throw problem('NotFound', '流程引擎中没有这个事项的历史：它由台账导入即归档，或已过保存期。');
        throw error;
      }
    });
}
