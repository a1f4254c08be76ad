import type { Chain, Terms, UnitId } from '../../kernel/terms.ts';

/** What decides whose duty a hazard can be: who is inspected and where it lies. */
interface Place {
  readonly subject?: UnitId | null;
  readonly region: UnitId;
}

/**
 * Whether a unit can supervise a hazard (安全生产法 §10): a department, 安委办, or the township that it lies in; never
 * who is inspected. A unit that the register does not know is refused as such, not here.
 */
export function lacksJurisdiction(chain: Chain | null, { subject, region }: Place): boolean {
  if (chain === null) return false;
  if (chain.unit === subject) return true;
  if (chain.kind === 'township') return chain.unit !== region;
  return chain.kind !== 'department' && chain.kind !== 'office';
}

/** Whether a hazard can be sent to a unit: to whoever can supervise it, or to a body outside the register's reach. */
export function cannotReceive(chain: Chain | null, place: Place): boolean {
  return chain?.kind !== 'outside' && lacksJurisdiction(chain, place);
}

/** Whether what is named as a township is something else; since rules 3 a village, which lies in one, is something else, too. */
export function isNoTownship(chain: Chain | null, { rules }: Pick<Terms, 'rules'>): boolean {
  return chain !== null && (chain.kind !== 'township' || (rules >= 3 && chain.region !== chain.unit));
}
