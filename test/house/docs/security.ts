/** A requirement as `docs/security.md` answers it. */
export interface Requirement {
  readonly id: string;
  readonly state: string;
  readonly proof: string;
}

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are numbered from 1, those of level 3 come after. */
const SECTIONS: Readonly<Record<string, readonly number[]>> = {
  // By chapter, its sections in order; 0 where a section has none.
  1: [2, 9, 11, 3, 2],
  2: [3, 3, 4, 1],
  3: [0, 2, 4, 6, 5, 0, 2],
  4: [3, 1, 2, 4],
  5: [1, 3, 2, 3],
  6: [3, 12, 4, 4, 5, 3, 0, 4],
  7: [3, 4, 2, 5, 2, 2],
  8: [2, 3, 1, 1],
  9: [3, 4],
  10: [2, 2, 4, 11, 5, 2, 3],
  11: [2, 3, 3, 4, 1, 1],
  12: [3, 2, 4],
  13: [1, 5, 2, 5],
  14: [2, 4, 3],
  15: [3, 3, 7],
  16: [1, 5, 4, 3, 3],
  17: [1, 4, 2],
};

/** Their ids, such as `6.2.1`. */
export const ASVS_ROWS: readonly string[] = Object.entries(SECTIONS).flatMap(([chapter, counts]) =>
  counts.flatMap((count, section) =>
    Array.from({ length: count }, (_, n) => `${chapter}.${(section + 1).toString()}.${(n + 1).toString()}`),
  ),
);

/** The rows of its tables of requirements; one that answers several is one for each. */
export function rowsOf(text: string): readonly Requirement[] {
  return text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 7 && /^(?:API)?\d/.test(cells[1] ?? ''))
    .flatMap(([, ids = '', , state = '', , proof = '']) => ids.split(', ').map((id) => ({ id, state, proof })));
}
