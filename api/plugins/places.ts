/** Places that are few: who has one keeps the others waiting outside. */
export interface Places {
  /** A place, to be left by calling what is answered; or whose places are taken, one's `own` or `all`. */
  take(person: string): (() => void) | 'own' | 'all';
}

/** So many places, and so many of them for one person. */
export function placesOf({ all, ofOne }: { readonly all: number; readonly ofOne: number }): Places {
  const taken = new Map<string, number>();
  let sum = 0;
  return {
    take: (person) => {
      const own = taken.get(person) ?? 0;
      if (own >= ofOne) return 'own';
      if (sum >= all) return 'all';
      sum += 1;
      taken.set(person, own + 1);
      return () => {
        sum -= 1;
        const left = (taken.get(person) ?? 1) - 1;
        if (left === 0) taken.delete(person);
        else taken.set(person, left);
      };
    },
  };
}
