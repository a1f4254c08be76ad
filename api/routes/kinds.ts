import type { FastifyInstance } from 'fastify';
import type { CommandFace } from '../../workflows/kernel/face.ts';
import { KINDS, type Kind } from '../../workflows/kinds.ts';
import { openingFace } from '../matters/lifecycle.ts';

/** `GET /v1/kinds`: words, statuses, lifecycle and ladder of each kind. */
export function kindRoutes(app: FastifyInstance): void {
  const kinds = KINDS.map(described);
  app.get('/v1/kinds', () => ({ items: kinds, next: null }));
}

function described(kind: Kind): Readonly<Record<string, unknown>> {
  const { rules, face, policies } = kind;
  const words = Object.entries(face.commands).map(([type, { label }]: [string, CommandFace]) => [type, label]);
  return {
    name: rules.name,
    path: face.path,
    title: face.title,
    numbering: face.numbering,
    rules: rules.version,
    opening: { ...face.opening, schema: openingFace(kind)?.schema ?? null },
    statuses: face.statuses,
    commands: Object.fromEntries(words) as Readonly<Record<string, string>>,
    events: face.events,
    rungs: face.rungs,
    refusals: face.refusals,
    notices: face.notices,
    periods: face.periods,
    figures: face.figures ?? {},
    lifecycle: rules.lifecycle,
    policies: policies.map(({ id, version, effectiveFrom, effectiveTo, periods, numbers, ladder }) => ({
      id,
      version,
      effectiveFrom,
      effectiveTo,
      periods,
      numbers,
      ladder,
    })),
  };
}
