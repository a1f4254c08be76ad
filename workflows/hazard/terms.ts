/** Every period of a hazard's policy by its name. */
export type HazardPeriod = 'verify';
