/** How far a matter's calendar reaches from the year of its terms: last year, and what is published ahead. */
export const YEARS_READ = { back: 1, ahead: 5 } as const;

/** The unbroken run of published years, given in order, that holds this year; else the last run. Empty without any. */
export function runHolding<Of extends { readonly year: number }>(years: readonly Of[], year: number): readonly Of[] {
  const runs = years.reduce<Of[][]>((found, next) => {
    const run = found.at(-1);
    if (run?.at(-1)?.year === next.year - 1) run.push(next);
    else found.push([next]);
    return found;
  }, []);
  return runs.find((run) => run.some((it) => it.year === year)) ?? runs.at(-1) ?? [];
}
