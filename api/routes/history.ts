import type { FastifyInstance } from 'fastify';
import { archivedHistory } from '../../db/archive/read.ts';
import { trailActor } from '../../db/trail.ts';
import { exportHistory, type ExportedHistory } from '../../delivery/history.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { KINDS } from '../../workflows/kinds.ts';
import type { Api } from '../context.ts';
import { wholeMatter } from '../matters/seen.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** Shorter than the time in which every caller must hear. */
const ASK_MS = 4_000;

/** `source` says where it comes from: the engine's own memory, or the archive of what it has forgotten. */
type ToldHistory = ExportedHistory & { readonly source: 'temporal' | 'archive' };

/** `GET …/history`: what the engine itself remembers of a matter, in the JSON form of Temporal's own tools. */
export function historyRoutes(app: FastifyInstance, api: Api): void {
  for (const kind of KINDS)
    app.get<{ Params: { id: MatterId } }>(`/v1/${kind.face.path}/:id/history`, async (request) => {
      const { actor } = signedIn(request);
      const { id } = await wholeMatter(api.db, kind, request.params.id, actor);
      const history = await toldHistory(api, id);
      await api.trail.keepRead({
        at: request.receivedAt,
        type: 'HistoryRead',
        actor: trailActor(actor),
        subject: `${kind.rules.name}/${id}`,
        data: {},
      });
      return history;
    });
}

async function toldHistory(api: Api, id: MatterId): Promise<ToldHistory> {
  try {
    return { ...(await exportHistory(api.temporal, id, ASK_MS)), source: 'temporal' };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'WorkflowNotFoundError')) throw error;
    const archived = await archivedHistory(api, id);
    if (archived === null)
      throw problem('NotFound', '流程引擎和存档中都没有这个事项的历史：它由台账导入即归档，或历史已丢失。');
    if (archived.history === null)
      throw problem('NotFound', '流程引擎中已没有这个事项的历史，存档中的内容缺失或已损坏。');
    return { workflowId: id, runId: archived.runId, history: archived.history, source: 'archive' };
  }
}
