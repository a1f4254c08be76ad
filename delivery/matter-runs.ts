import { KINDS } from '../workflows/kinds.ts';

/** The condition of Temporal's list that leaves the runs of matters: those of duties prove nothing. */
export const OF_MATTERS = `WorkflowType IN (${KINDS.map(({ rules }) => `'${rules.name}'`).join(', ')})`;
