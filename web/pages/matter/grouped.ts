/** What belongs together by a word, in the order in which the words first come. */
export function grouped<One>(ones: readonly One[], wordOf: (one: One) => string): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>();
  for (const one of ones) {
    const word = wordOf(one);
    const group = groups.get(word);
    if (group === undefined) groups.set(word, [one]);
    else group.push(one);
  }
  return groups;
}
