import type { Db } from '../../db/client.ts';
import { citing, isUploadedIn, type Citing } from '../../db/evidence.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { isOutside, seesAll } from '../../db/queries/scope.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { kindByName, KINDS, type Kind } from '../../workflows/kinds.ts';
import { viewOutside } from '../access/fields.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import { presentEvents } from '../matters/events.ts';

const EVIDENCE_ID = /^sha256:[0-9a-f]{64}$/;

/**
 * Whether a reader may read a file: they or someone of the units whose matters they see handed it in, or a matter within
 * their scope cites it where they see it. Whoever sees all reads every file but those that a matter keeps from them.
 */
export async function mayReadEvidence(db: Db, id: string, reader: Actor): Promise<boolean> {
  // What is no id of a file is cited by chance alone, and would be looked for in everything.
  if (!EVIDENCE_ID.test(id)) return false;
  const scope = scopeOf(reader);
  if (await isUploadedIn(db, id, reader.person, scope)) return true;
  if (!seesAll(scope)) return await isShown(db, id, reader, KINDS.map(nameOf));
  const secretive = KINDS.filter(keepsFromSome).map(nameOf);
  if ((await citing(db, id, secretive, scope)).length === 0) return true;
  if (await isShown(db, id, reader, secretive)) return true;
  const others = KINDS.map(nameOf).filter((name) => !secretive.includes(name));
  return await isShown(db, id, reader, others);
}

function nameOf({ rules }: Kind): string {
  return rules.name;
}

/** Whether the kind keeps anything from a reader who stands in no relation to a matter, however much they see. */
function keepsFromSome({ face }: Kind): boolean {
  return Object.keys(face.events).every((type) => face.withholds(type, []));
}

async function isShown(db: Db, id: string, reader: Actor, kinds: readonly string[]): Promise<boolean> {
  for (const found of await citing(db, id, kinds, scopeOf(reader)))
    if (isInView(found, id, reader) || (await isInEvents(db, found, id, reader))) return true;
  return false;
}

function isInView({ kind: name, state }: Citing, id: string, reader: Actor): boolean {
  const kind = kindByName(name);
  const view = kind.face.view(state, kind.face.relations(state, reader), reader);
  return JSON.stringify(isOutside(scopeOf(reader)) ? viewOutside(kind, view, reader) : view).includes(id);
}

async function isInEvents(db: Db, { id: matterId, kind, state }: Citing, id: string, reader: Actor): Promise<boolean> {
  const events = await presentEvents(db, kindByName(kind), await eventsOf(db, matterId), state, reader);
  return JSON.stringify(events).includes(id);
}
