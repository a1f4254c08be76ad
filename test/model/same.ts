/** Whether two JSON values are equal. What is shared is not looked at twice, so two folds of one life compare cheaply. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [ours, theirs] = [Object.entries(a), Object.keys(b)];
  if (ours.length !== theirs.length || Array.isArray(a) !== Array.isArray(b)) return false;
  return ours.every(([key, value]) => key in b && same(value, (b as Record<string, unknown>)[key]));
}
