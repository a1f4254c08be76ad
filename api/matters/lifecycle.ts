import type { Actor, Command } from '../../workflows/kernel/command.ts';
import type { LifecycleRow } from '../../workflows/kernel/definition.ts';
import type { CommandFace } from '../../workflows/kernel/face.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import type { Kind } from '../../workflows/kinds.ts';
import type { Refusal } from '../../workflows/kernel/refusal.ts';
import { actingRelations, isBarred } from '../access/relations.ts';
import { filledIn } from '../openapi/demo.ts';
import { SHARED_REFUSALS } from '../problems/catalogue.ts';

/** What may be done now, as `GET …/commands` answers it for one caller. */
export interface AvailableCommand {
  readonly type: string;
  readonly label: string;
  readonly allowed: boolean;
  readonly refusal?: { readonly code: string; readonly detail: string };
  readonly by: readonly string[];
  readonly schema: unknown;
  readonly example: unknown;
}

/** The commands by which people act on an open matter, in the order of the lifecycle; those of the system are not among them. */
export function commandsOfPeople(kind: Kind): readonly string[] {
  const rows = kind.rules.lifecycle.filter((row) => row.statuses !== 'opening' && isOfPeople(row));
  return [...new Set(rows.map((row) => row.command))].filter((type) => kind.face.commands[type] !== undefined);
}

/** The face of the command that opens a matter; null when only the system opens this kind. */
export function openingFace(kind: Kind): CommandFace | null {
  const { command, by } = kind.face.opening;
  return by.some((role) => role !== 'system') ? (kind.face.commands[command] ?? null) : null;
}

/**
 * Every command of people, and whether status, relation, what the actor did before and what the matter waits for allow it
 * now; what the body says is decided when it is sent.
 */
export function availableCommands(
  kind: Kind,
  state: unknown,
  actor: Actor,
  status: string,
): readonly AvailableCommand[] {
  const relations = actingRelations(kind, state, actor);
  return commandsOfPeople(kind).map((type) => {
    const rows = kind.rules.lifecycle.filter((row) => row.command === type && isOfPeople(row));
    const heard = rows.filter((row) => row.statuses.includes(status));
    const by = [...new Set((heard.length > 0 ? heard : rows).flatMap((row) => row.by))];
    const face = kind.face.commands[type];
    const barred = isBarred(kind, { state, status }, actor, type);
    const isTheirs = by.some((it) => relations.includes(it));
    const code = barred ? 'NotYours' : heard.length === 0 ? 'NotHeardInStatus' : isTheirs ? null : 'NotYours';
    const asked = { type, actor, body: filledIn(face?.example, {}) };
    const refusal =
      code === null
        ? whateverSaid(kind, state, asked)
        : ((barred ? null : asDecided(kind, state, asked)) ?? told(kind, code));
    return {
      type,
      label: face?.label ?? type,
      allowed: refusal === null,
      ...(refusal === null ? {} : { refusal }),
      by,
      schema: face?.schema ?? {},
      example: face?.example ?? null,
    };
  });
}

function isOfPeople(row: LifecycleRow): boolean {
  return row.by.some((relation) => relation !== 'system');
}

/** The rules' own word for what the lifecycle does not allow, such as why it is not theirs; the body plays no part in it. */
function asDecided(kind: Kind, state: unknown, asked: Pick<Command, 'type' | 'actor' | 'body'>): Refusal | null {
  const decision = kind.rules.decide(state, { ...asked, commandId: 'asked', at: instantOf(Date.now()) });
  return 'refusal' in decision ? decision.refusal : null;
}

/** The refusal that no body changes, where the rules say it. They are not told what the registers know. */
function whateverSaid(kind: Kind, state: unknown, asked: Pick<Command, 'type' | 'actor' | 'body'>): Refusal | null {
  const refusal = asDecided(kind, state, asked);
  return refusal !== null && kind.face.beforehand?.includes(refusal.code) === true ? refusal : null;
}

function told(kind: Kind, code: string): Refusal {
  return { code, detail: `${kind.face.refusals[code]?.title ?? SHARED_REFUSALS[code]?.title ?? code}。` };
}
