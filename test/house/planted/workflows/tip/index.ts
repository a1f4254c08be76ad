export const tip = {};
