import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  calendarRow,
  draftCalendar,
  publishCalendar,
  type CalendarNotice,
  type PublishRefused,
} from '../../db/registers/calendars.ts';
import { calendarEffect } from '../../db/registers/effect.ts';
import { calendarFaults } from '../../workflows/kernel/calendar-check.ts';
import type { DraftFault } from '../../workflows/kernel/draft-fault.ts';
import { dayOf, msOf } from '../../workflows/kernel/instant.ts';
import { integerOf, queryOf, textOf } from '../access/query.ts';
import { pathNumber } from '../registers/path-number.ts';
import { onItsLine, readCalendarCsv } from '../bodies/calendar-csv.ts';
import { checkBody } from '../bodies/checked.ts';
import { CALENDAR_DRAFT, CALENDAR_IMPORT, PUBLISH } from '../bodies/registers.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';

interface At {
  readonly Params: { year: string; version: string };
}

const ONE = '/v1/registers/calendars/:year/:version';
/** A dry run judges matters for so long, then says how many it has judged. */
export const JUDGE_MS = 3_000;

type Notice = Pick<CalendarNotice, 'year' | 'source' | 'publishedOn'>;

/** Drafting and publishing years of workdays. */
export function calendarRoutes(app: FastifyInstance, api: Api): void {
  app.post('/v1/registers/calendars', async (request, reply) => {
    checkBody(CALENDAR_DRAFT, request.body);
    return await draft(api, request, reply, request.body as CalendarNotice);
  });

  // Within a scope of its own, so that no other route reads tables.
  void app.register((scope, _options, done) => {
    scope.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, parsed) => {
      parsed(null, decoded(body as Buffer));
    });
    scope.post('/v1/registers/calendars/import', async (request, reply) => {
      const body = typeof request.body === 'string' ? fromQuery(request, request.body) : request.body;
      checkBody(CALENDAR_IMPORT, body);
      const { csv, ...notice } = body as Notice & { csv: string };
      const listed = readCalendarCsv(csv);
      if (listed.faults.length > 0) throw unfit(listed.faults);
      const { holidays, workdays } = listed;
      return await draft(api, request, reply, { ...notice, holidays, workdays }, (it) => onItsLine(listed, it));
    });
    done();
  });

  app.get<At>(`${ONE}/effect`, async (request) => {
    const { actor } = signedIn(request);
    const row = await calendarRow(api.db, keyOf(request.params));
    if (row === null) throw refused('unknown');
    const at = request.receivedAt;
    return await calendarEffect(api.db, row, { actor, at, until: msOf(at) + JUDGE_MS });
  });

  app.post<At>(`${ONE}/publish`, async (request) => {
    const { actor } = signedIn(request);
    checkBody(PUBLISH, request.body);
    const { reason } = request.body as { reason: string };
    const done = await publishCalendar(api.db, keyOf(request.params), { actor, at: request.receivedAt, reason });
    if (typeof done === 'string') throw refused(done);
    return { ...done.calendar, revision: `/v1/revisions/${done.revision}` };
  });
}

function keyOf({ year, version }: At['Params']): { readonly year: number; readonly version: number } {
  return { year: pathNumber(year), version: pathNumber(version) };
}

async function draft(
  { db }: Api,
  request: FastifyRequest,
  reply: FastifyReply,
  notice: CalendarNotice,
  told: (fault: DraftFault) => DraftFault = (it) => it,
): Promise<FastifyReply> {
  const faults = calendarFaults(notice, dayOf(request.receivedAt));
  if (faults.length > 0) throw unfit(faults.map(told));
  const { person } = signedIn(request).actor;
  return reply.code(201).send(await draftCalendar(db, notice, { by: person, at: request.receivedAt }));
}

function unfit(errors: readonly DraftFault[]): Problem {
  return problem('CalendarUnfit', `${errors[0]?.detail ?? ''}。`, { errors });
}

/** The refusals of publishing, alike for calendars and policies. */
export function refused(why: PublishRefused): Problem {
  switch (why) {
    case 'unknown':
      return problem('NotFound', '名录中没有这一版本。');
    case 'published':
      return problem('AlreadyPublished', '这一版本已经发布，不能更改；如需变更，请另拟新版本。');
    case 'drafter':
      return problem('PublisherIsDrafter', '拟稿人不能自行发布，须由另一人审核发布。');
  }
}

function fromQuery(request: FastifyRequest, csv: string): unknown {
  const query = queryOf(request, ['year', 'source', 'publishedOn']);
  const year = integerOf(query, 'year', 2000, 2100);
  return { year, source: textOf(query, 'source'), publishedOn: textOf(query, 'publishedOn'), csv };
}

/** Strict UTF-8, else GB18030, which Excel in China saves. */
function decoded(body: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(body);
    } catch {
      // Not this encoding: the next is tried.
    }
  throw problem('InvalidText', '表格的文字编码无法识别，请存为 UTF-8 或 GB18030。');
}
