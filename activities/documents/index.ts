import type { DocumentDefinition } from './definition.ts';

/** Every document that is drawn, one line each. */
const DOCUMENTS: readonly DocumentDefinition[] = [];

/** A document by its name; null for a draft of a rung or a name that nothing is drawn for. */
export function documentNamed(name: string): DocumentDefinition | null {
  return DOCUMENTS.find((document) => document.name === name) ?? null;
}
