import { accessDocument } from './access.ts';
import { deadlinesDocument } from './deadlines.ts';
import { lifecycleDocument } from './lifecycle.ts';
import { refusalsDocument } from './refusals.ts';

/** The documents that are made from code, by their place. */
export const DOCUMENTS: Readonly<Record<string, () => string>> = {
  'docs/access.md': accessDocument,
  'docs/deadlines.md': deadlinesDocument,
  'docs/lifecycle.md': lifecycleDocument,
  'docs/refusals.md': refusalsDocument,
};
