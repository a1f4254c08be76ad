import type { Db } from '../../db/client.ts';
import { leadOf } from '../../db/queries/jurisdiction.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';

/**
 * An opening body that tells the sector but not who leads, with the lead that the jurisdiction matrix names at that moment;
 * any other as it is. A sector that nobody supervises stays without: 安委办 acts.
 */
export async function withLead(db: Db, schema: JsonSchema, body: unknown, at: Instant): Promise<unknown> {
  if (!mayLackLead(schema) || typeof body !== 'object' || body === null || 'lead' in body) return body;
  const { sector, subject } = body as { readonly sector?: string; readonly subject?: string };
  const lead = sector === undefined ? null : await leadOf(db, sector, subject ?? null, at);
  return lead === null ? body : { ...body, lead };
}

/** Whether bodies of this schema may name a sector and leave out who leads. */
function mayLackLead({ properties = {}, required = [] }: JsonSchema): boolean {
  const names = properties as object;
  return 'sector' in names && 'lead' in names && !(required as readonly string[]).includes('lead');
}
