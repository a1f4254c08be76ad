import type { FastifyInstance } from 'fastify';
import type { CommandFace, JsonSchema } from '../../workflows/kernel/face.ts';
import { KINDS, type Kind } from '../../workflows/kinds.ts';
import { knowsPolicy } from '../commands/opening.ts';
import type { Api } from '../context.ts';
import { openingFace } from '../matters/lifecycle.ts';

/** `GET /v1/kinds`: words, statuses, lifecycle and ladder of each kind. */
export function kindRoutes(app: FastifyInstance, { environment }: Pick<Api, 'environment'>): void {
  const kinds = KINDS.map((kind) => described(kind, environment.trialAllowed));
  app.get('/v1/kinds', () => ({ items: kinds, next: null }));
}

function described(kind: Kind, trialAllowed: boolean): Readonly<Record<string, unknown>> {
  const { rules, face, policies } = kind;
  const words = Object.entries(face.commands).map(([type, { label }]: [string, CommandFace]) => [type, label]);
  return {
    name: rules.name,
    path: face.path,
    title: face.title,
    numbering: face.numbering,
    rules: rules.version,
    opening: { ...face.opening, schema: asked(openingFace(kind)?.schema ?? null, trialAllowed) },
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

/** An opening body as it is asked for here: where no trial is allowed there is no policy to choose. */
function asked(schema: JsonSchema | null, trialAllowed: boolean): JsonSchema | null {
  if (schema === null || trialAllowed || !knowsPolicy(schema)) return schema;
  const { policy: _, ...properties } = schema['properties'] as Readonly<Record<string, JsonSchema>>;
  return { ...schema, properties };
}
