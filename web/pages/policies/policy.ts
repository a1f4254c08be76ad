import type { Item, Schema } from '../../client/answers.ts';

export type Content = Schema<'PolicyContent'>;

export type Period = Content['periods'][string];

export type LadderRow = Content['ladder'][number];

/** What makes a rung fire; which parts it has says which it is. */
export type Trigger = LadderRow['anyOf'][number];

/** An amount of time as a policy has it. */
export type Wait = NonNullable<Trigger['wait']>;

/** A version of a policy as the register has it; its id is `hazard/standard/3`. */
export type PolicyVersion = Item<'/v1/registers/policies'>;

/** Of which kind of loop a version is. */
export function kindOf({ id }: Pick<PolicyVersion, 'id'>): string {
  return id.split('/')[0] ?? '';
}
