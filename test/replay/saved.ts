import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { historyJson, type HistoryJson } from '../../audit/history/history-json.ts';

/** A history that a release wrote, and that every later one must still replay. */
export interface SavedHistory {
  readonly id: string;
  readonly kind: string;
  readonly history: HistoryJson;
}

const FOLDER = new URL('./histories/', import.meta.url);

/** Where a history of this name is kept. */
export function savedPath(name: string): string {
  return fileURLToPath(new URL(`${name}.json`, FOLDER));
}

/** The names of all saved histories: `<release>-<story>`. */
export function savedNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** Reads a saved history. */
export function savedHistory(name: string): SavedHistory {
  const saved = JSON.parse(readFileSync(savedPath(name), 'utf8')) as SavedHistory;
  return { ...saved, history: historyJson(saved.history) };
}
