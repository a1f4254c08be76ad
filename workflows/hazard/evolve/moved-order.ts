import type { UnitKind } from '../../kernel/terms.ts';
import { PAPERS_SINCE } from '../documents.ts';
import type { Order } from '../matter.ts';
import type { HazardState } from '../state.ts';
import type { Stamp } from './apply.ts';

/**
 * The order as it is drawn anew for another unit. Who has no power of enforcement gives an enterprise a 整改通知书, and a
 * body of government is handed a 交办单 (安全生产法 §65; 行政处罚法 §42). What was made outside stands as it was typed.
 */
export function orderFor(kind: UnitKind, { terms, assignment }: HazardState, { actor }: Stamp): Order | null {
  const order = assignment?.order ?? null;
  if (order === null || terms.rules < PAPERS_SINCE || order.number !== null) return order;
  if (order.type !== 'rectifyOrder' && order.type !== 'onSiteDecision') return order;
  const enforces = actor.role !== 'township' && actor.role !== 'office';
  if (kind === 'enterprise' && enforces) return order;
  return { ...order, type: kind === 'enterprise' ? 'notice' : 'assignmentSlip', officers: [], remedies: null };
}
