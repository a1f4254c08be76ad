import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { disable, type Guard } from './guard.ts';

/** The unit and property tests of the rules, with one guard disabled: at least one of them must go red. */
const guard = JSON.parse(process.env['BIHUAN_GUARD'] ?? 'null') as Guard | null;

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  plugins: [
    {
      name: 'disabled-guard',
      enforce: 'pre',
      transform: (source: string, file: string) => (guard === null ? null : disable(guard, file, source)),
    },
  ],
  test: { pool: 'forks', include: ['test/unit/**/*.test.ts'], reporters: ['dot'], bail: 1 },
});
