import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documentById } from '../../db/documents/document.ts';
import { hiddenAmong, isHiddenEvidence } from '../../db/queries/hidden.ts';
import { trailActor, type TrailEntry } from '../../db/trail.ts';
import { KINDS, type Kind } from '../../workflows/kinds.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import type { Api } from '../context.ts';
import type { Problem } from '../problems/problem.ts';
import { problemOf } from './errors.ts';

/** Only what we made ourselves may stand in the trail; whatever else an address holds, people typed. */
const MATTER_ID = /^[a-z]{3}-[0-9a-f]{24}$/;
const EVIDENCE_ID = /^sha256:[0-9a-f]{64}$/;
const DOCUMENT_ID = /^doc-[0-9a-f]{16}$/;

/**
 * Tells the trail of every refusal that a signed-in person hears, before they hear it: of what they asked to change
 * (`CommandRefused`; what a loop refused stands there already), of what they may not read, and of what is there but
 * outside their scope (`AccessRefused`). Neither who is not signed in nor an address of nothing is told.
 */
export function trail(app: FastifyInstance, { db, trail }: Pick<Api, 'db' | 'trail'>): void {
  app.addHook('onError', async (request, reply, error) => {
    if (request.session === null) return;
    const entry = await refusalOf(db, request, reply, problemOf(error)).catch(() => null);
    if (entry !== null) await trail.keepOfMany(request.session.actor.person, entry);
  });
  app.addHook('onClose', () => trail.end());
}

async function refusalOf(
  db: Api['db'],
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, isInTrail }: Problem,
): Promise<TrailEntry | null> {
  if (request.session === null || request.is404 || isInTrail || status >= 500) return null;
  const { actor } = request.session;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isHidden = status === 404 && (await hides(db, request, request.session.actor));
  const isNothing = status === 404 && (isRead || kindOf(request) !== null);
  if (!isHidden && (isNothing || (isRead && status !== 403))) return null;
  const commandId = reply.getHeader('command-id');
  const { method, id } = request.session;
  return {
    at: request.receivedAt,
    type: isRead || isHidden ? 'AccessRefused' : 'CommandRefused',
    actor: trailActor(actor),
    subject: subjectOf(request),
    data: {
      ...askedFor(request),
      code,
      via: 'api',
      ...(typeof commandId === 'string' ? { commandId } : {}),
      ...(method === 'key' ? { key: id } : {}),
    },
  };
}

/** Whether the address is of something that is there, only not for this actor. */
async function hides(db: Api['db'], request: FastifyRequest, actor: Parameters<typeof scopeOf>[0]) {
  const id = idOf(request);
  if (MATTER_ID.test(id) && kindOf(request) !== null) return (await hiddenAmong(db, [id], scopeOf(actor))).has(id);
  if (DOCUMENT_ID.test(id)) return (await documentById(db, id)) !== null;
  return EVIDENCE_ID.test(id) && (await isHiddenEvidence(db.sql, id));
}

/** The matter or the file that was addressed; else the pattern of the address. */
function subjectOf(request: FastifyRequest): string {
  const kind = kindOf(request);
  const id = idOf(request);
  if (kind !== null && MATTER_ID.test(id)) return `${kind.rules.name}/${id}`;
  if (DOCUMENT_ID.test(id)) return `documents/${id}`;
  return EVIDENCE_ID.test(id) ? `evidence/${id}` : routeOf(request);
}

/** The command by its name where it is one, else method and address. */
function askedFor(request: FastifyRequest): { readonly command: string } | { readonly route: string } {
  const kind = kindOf(request);
  const { command } = request.params as { readonly command?: string };
  if (kind !== null && command !== undefined && Object.hasOwn(kind.face.commands, command)) return { command };
  if (request.method === 'POST' && routeOf(request) === `/v1/${kind?.face.path ?? ''}` && kind !== null)
    return { command: kind.face.opening.command };
  return { route: `${request.method} ${routeOf(request)}` };
}

function kindOf(request: FastifyRequest): Kind | null {
  const first = routeOf(request).split('/')[2];
  return KINDS.find((kind) => kind.face.path === first) ?? null;
}

function idOf(request: FastifyRequest): string {
  return (request.params as { readonly id?: string } | undefined)?.id ?? '';
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? '';
}
