import type { Schema } from './answers.ts';

/** A line of a list of matters. */
export type MatterRow = Schema<'MatterRow'>;

/** The deadline that comes next, which is what a holder sees first. */
export function nextDue({ deadlines }: Pick<MatterRow, 'deadlines'>): string | null {
  return deadlines.map(({ due }) => due).sort()[0] ?? null;
}
