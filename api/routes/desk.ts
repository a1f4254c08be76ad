import type { FastifyInstance } from 'fastify';
import { waitingDocuments, WAITING, type Waiting, type WaitingDocument } from '../../db/documents/waiting.ts';
import { inbox } from '../../db/inbox.ts';
import { DESK_MAX, heldBeside, heldBy, proposalsTo, rowsAmong, sentUpFrom } from '../../db/queries/desk.ts';
import type { MatterRow } from '../../db/queries/row.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { PAPER_WORDS } from '../../workflows/kernel/paper-words.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { queryOf } from '../access/query.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import type { Api } from '../context.ts';
import { mayIssue } from '../documents/acts.ts';
import { presentRows } from '../matters/present.ts';
import { signedIn } from '../plugins/sessions.ts';

/** `GET /v1/desk`: all that waits for the caller and their post, what others of their unit hold, and what went above their head. */
export function deskRoutes(app: FastifyInstance, { db }: Api): void {
  app.get('/v1/desk', async (request) => {
    queryOf(request, []);
    const { actor } = signedIn(request);
    const scope = scopeOf(actor);
    const [held, unit, proposals, sentUp, documents, { unread }] = await Promise.all([
      heldBy(db, actor.post, scope),
      heldBeside(db, actor, scope),
      proposalsTo(db, actor.post, scope),
      sentUpFrom(db, actor.post, scope),
      waitingFor(db, actor),
      inbox(db, actor.post, scope, { limit: 1 }),
    ]);
    const present = await presenter(db, actor, [
      ...held.items,
      ...unit.items,
      ...proposals.map(({ matter }) => matter),
      ...sentUp,
      ...documents.map(({ matter }) => matter),
    ]);
    return {
      held: held.items.map(present),
      heldTotal: held.total,
      unit: unit.items.map(present),
      unitTotal: unit.total,
      proposals: proposals.map((it) => ({ ...it, matter: present(it.matter) })),
      documents: documents.map((it) => ({ ...it, matter: present(it.matter) })),
      sentUp: sentUp.map(present),
      unread,
    };
  });
}

/** Rows as this reader gets them, with the path of their kind. */
async function presenter(db: Api['db'], actor: Actor, rows: readonly MatterRow[]): Promise<(row: MatterRow) => object> {
  const once = [...new Map(rows.map((row) => [row.id, row])).values()];
  const shown = new Map((await presentRows(db, once, actor)).map((row) => [row.id, row]));
  return (row) => ({ ...(shown.get(row.id) ?? row), path: kindByName(row.kind).face.path });
}

async function waitingFor(db: Api['db'], actor: Actor) {
  const scope = scopeOf(actor);
  const whom = { person: actor.person, unit: actor.unit, isIssuer: mayIssue(actor), scope };
  const found = await Promise.all(
    WAITING.map(async (needs) => {
      const { items } = await waitingDocuments(db, needs, whom, { limit: DESK_MAX });
      return items.map((document) => ({ needs, document }));
    }),
  );
  const waiting = found.flat();
  const matters = await rowsAmong(
    db,
    waiting.map(({ document }) => document.matterId),
    scope,
  );
  return waiting.flatMap(({ needs, document }) => {
    const matter = matters.get(document.matterId);
    return matter === undefined ? [] : [{ ...shortOf(document, needs), matter }];
  });
}

function shortOf({ id, document, state }: WaitingDocument, needs: Waiting) {
  return { id, document, title: PAPER_WORDS[document], state, needs };
}
