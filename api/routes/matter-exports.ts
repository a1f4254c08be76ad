import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';
import { allMatters, countMatters } from '../../db/queries/list-matters.ts';
import type { ListFilter } from '../../db/queries/list-page.ts';
import { unitNames } from '../../db/registers/unit-names.ts';
import { trailActor } from '../../db/trail.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { KINDS, type Kind } from '../../workflows/kinds.ts';
import { LIST_FILTERS, listFilterOf } from '../access/list-filter.ts';
import { queryOf } from '../access/query.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import type { Api } from '../context.ts';
import { asAttachment } from '../documents/file-name.ts';
import { presentRows } from '../matters/present.ts';
import { unitsNamedIn, writeWorkbook } from '../matters/workbook.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

/** What opens in a spreadsheet without trouble, and is written within the time that a file has. */
const ROWS_MAX = 20_000;
const AT_A_TIME = 1_000;
const FILE_MS = 60_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `GET /v1/{kind}/export`: the whole list as a workbook, by the filters of the list; the trail hears of each. */
export function matterExportRoutes(app: FastifyInstance, api: Api): void {
  for (const kind of KINDS)
    app.get(
      `/v1/${kind.face.path}/export`,
      // Whoever asks only for its headers would have it made for nothing.
      { handlerTimeout: FILE_MS, exposeHeadRoute: false },
      (request, reply) => sendWorkbook(api, kind, request, reply),
    );
}

async function sendWorkbook(api: Api, kind: Kind, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { actor } = signedIn(request);
  const filter = listFilterOf(kind, queryOf(request, LIST_FILTERS));
  const rows = await countMatters(api.db, filter, scopeOf(actor), ROWS_MAX + 1);
  if (rows > ROWS_MAX) throw problem('InvalidQuery', `符合条件的超过 ${ROWS_MAX.toString()} 件，请缩小范围后再导出。`);
  const { q, ...told } = filter;
  await api.trail.keep({
    at: request.receivedAt,
    type: 'MattersExported',
    actor: trailActor(actor),
    subject: kind.rules.name,
    // What somebody looked for are words of their own.
    data: { filter: told, searched: q !== undefined, rows },
  });
  const file = new PassThrough();
  writeWorkbook(file, kind, shownPages(api.db, filter, actor)).catch((error: unknown) => {
    request.log.error({ err: error }, 'an export broke off');
    file.destroy(error instanceof Error ? error : new Error('an export broke off'));
  });
  return reply
    .type(XLSX)
    .headers({
      'content-disposition': asAttachment(
        `${kind.face.path}.xlsx`,
        `${kind.face.title}${dayOf(request.receivedAt)}.xlsx`,
      ),
      'cache-control': 'private, no-store',
    })
    .send(file);
}

/** The rows as this reader gets them in lists, with the names of their units. */
async function* shownPages(db: Api['db'], filter: ListFilter, actor: Actor) {
  let left = ROWS_MAX;
  for await (const page of allMatters(db, filter, scopeOf(actor), AT_A_TIME)) {
    const rows = await presentRows(db, page.slice(0, left), actor);
    yield { rows, names: await unitNames(db, unitsNamedIn(rows)) };
    left -= rows.length;
    if (left <= 0) return;
  }
}
