/** So many callers are remembered; who came first is forgotten first. Memory is bounded, whoever comes. */
const REMEMBERED = 5_000;

interface Window {
  readonly endsAt: number;
  /** What was taken in since the window began, or is being looked at. */
  readonly asked: Set<string>;
}

/** How much each caller may have taken in. */
export interface Quota {
  /** That it counts, that it did before, or in how many milliseconds it may be asked again. */
  take(caller: string, what: string, now: number): 'taken' | 'again' | { readonly waitMs: number };
  /** What was taken and then refused counts for nothing. */
  giveBack(caller: string, what: string): void;
}

/** So much of each caller in so long. What comes at once counts as if it were taken in until it is refused. */
export function quotaOf({ max, windowMs }: { readonly max: number; readonly windowMs: number }): Quota {
  const windows = new Map<string, Window>();
  return {
    take: (caller, what, now) => {
      const known = windows.get(caller);
      const current =
        known !== undefined && known.endsAt > now ? known : { endsAt: now + windowMs, asked: new Set<string>() };
      if (current !== known) {
        windows.delete(caller);
        windows.set(caller, current);
        const [first] = windows.keys();
        if (windows.size > REMEMBERED && first !== undefined) windows.delete(first);
      }
      if (current.asked.has(what)) return 'again';
      if (current.asked.size >= max) return { waitMs: current.endsAt - now };
      current.asked.add(what);
      return 'taken';
    },
    giveBack: (caller, what) => windows.get(caller)?.asked.delete(what),
  };
}
