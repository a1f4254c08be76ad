/** A number in a path: one to six plain digits. Anything else is 0, which no version or year is. */
export function pathNumber(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
