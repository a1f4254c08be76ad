import { session } from '../../client/session.ts';
import { aboutOf } from '../../forms/row-words.ts';
import type { Schema } from '../../forms/schema.ts';
import type { MatterWhole } from './shape.ts';
import { dayAt } from './workdays.ts';

type Body = Record<string, unknown>;

/** What a form begins with: the matter's own items and units, today, and whoever is signed in among the officers. */
export function initialOf(schema: Schema, matter: MatterWhole): Body {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([key, part]) => {
      const value = begin(key, part, matter, schema.required?.includes(key) ?? false);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function begin(key: string, schema: Schema, matter: MatterWhole, isRequired: boolean): unknown {
  if (key === 'items') return itemsOf(schema, matter);
  if (key === 'officers') return me();
  if (!isRequired) return undefined;
  // Files that may be none are handed in as none.
  if (key === 'evidence') return [];
  if (schema.type === 'object') return initialOf(schema, matter);
  if (schema.format === 'date') return dayAt(Date.now());
  if (schema['x-ref'] === 'unit' && key === 'unit') return matter.subject ?? undefined;
  return waiting(key, matter);
}

/** A decision about the ladder is about the rung that waits. */
function waiting(key: string, { proposals, rung, regions }: MatterWhole): unknown {
  // The desk says which one it led to.
  const wanted = new URLSearchParams(globalThis.location.search);
  const proposal =
    proposals.find((one) => one.rung === wanted.get('rung') && one.clock === wanted.get('clock')) ??
    proposals.find(({ confirmer }) => confirmer === session()?.post) ??
    proposals[0];
  const asked = regions.supervision?.acts.findLast(
    ({ replyDue, repliedAt }) => replyDue !== null && repliedAt === null,
  );
  if (key === 'rung') return proposal?.rung ?? asked?.rung ?? rung ?? undefined;
  return key === 'clock' ? (proposal?.clock ?? asked?.clock) : undefined;
}

/** A row for each item that has not passed yet, which is what the rules ask for. */
function itemsOf({ items: row }: Schema, { items }: MatterWhole): unknown {
  const about = row === undefined ? null : aboutOf(row);
  if (about === null) return undefined;
  const open = items.filter(({ result }) => result !== 'passed');
  return open.map(({ id }) => ({
    [about]: id,
    ...(row?.properties?.['evidence'] === undefined ? {} : { evidence: [] }),
  }));
}

function me(): readonly string[] | undefined {
  const person = session()?.person;
  return person === undefined ? undefined : [person];
}
