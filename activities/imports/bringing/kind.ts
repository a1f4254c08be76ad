/** The kind of loop that a row of the county's ledger is. */
export const KIND = 'hazard';
