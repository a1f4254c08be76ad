import type { Schema } from '../../client/answers.ts';

/** A matter of any kind with its parts; only what every kind has is certain to be there. */
export type MatterWhole = Schema<'Matter'>;

export type Item = MatterWhole['items'][number];

export type MatterLink = MatterWhole['links'][number];

export type Proposal = Schema<'Proposal'>;

export type Clock = Proposal['clock'];

export type Supervision = NonNullable<MatterWhole['regions']['supervision']>;

export type Fired = Supervision['fired'][number];

export type Act = Supervision['acts'][number];

/** A line of the ledger as its reader gets it. */
export type MatterEvent = Schema<'Event'>;
