import type { ControlBodies } from './control.ts';
import type { ListingBodies } from './listing.ts';
import type { RevisionBodies } from './revision.ts';
import type { StayBodies } from './stay.ts';
import type { UrgingBodies } from './urging.ts';

/** The bodies of the regions' commands, by their names. */
export type RegionBodies = ControlBodies & StayBodies & ListingBodies & RevisionBodies & UrgingBodies;
