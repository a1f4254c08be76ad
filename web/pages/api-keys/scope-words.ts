import { useBody } from '../registers/body.ts';

/** What the scopes of keys are called, as the API's own document has it. */
export function useScopeWords(): Readonly<Record<string, string>> {
  return useBody('POST', '/v1/api-keys')?.properties?.['scopes']?.items?.['x-label'] ?? {};
}
