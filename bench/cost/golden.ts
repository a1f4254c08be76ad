import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Figures } from './cases.ts';

/** The committed figures, by case. */
export type Golden = Readonly<Record<string, Figures>>;

/** A figure that is no longer what was committed. */
export interface Change {
  /** Such as `straight.history.total`. */
  readonly figure: string;
  readonly committed: number;
  readonly measured: number;
  /** A rise fails; a fall asks to commit the new figure, or the next rise hides behind the old one. */
  readonly change: 'rise' | 'fall';
}

const FILE = fileURLToPath(new URL('./golden.json', import.meta.url));
const TOLERANCE = 0.02;

/** Reads the committed figures. */
export function readGolden(): Golden {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Golden;
}

/** Makes these the figures to commit. */
export function writeGolden(golden: Golden): void {
  writeFileSync(FILE, `${JSON.stringify(golden, null, 2)}\n`);
}

/** Every figure that differs by more than 2 %; one that stands on one side only counts as nought on the other. */
export function changesBetween(committed: Golden, measured: Golden): readonly Change[] {
  const [before, after] = [flat(committed), flat(measured)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((figure): Change[] => {
    const pair = { figure, committed: before.get(figure) ?? 0, measured: after.get(figure) ?? 0 };
    if (pair.measured > pair.committed * (1 + TOLERANCE)) return [{ ...pair, change: 'rise' }];
    if (pair.measured < pair.committed * (1 - TOLERANCE)) return [{ ...pair, change: 'fall' }];
    return [];
  });
}

function flat(golden: Golden): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(golden).flatMap(([name, groups]) =>
      Object.entries(groups).flatMap(([group, figures]) =>
        Object.entries(figures).map(([figure, value]): [string, number] => [`${name}.${group}.${figure}`, value]),
      ),
    ),
  );
}
