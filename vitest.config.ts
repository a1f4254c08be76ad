import { defineConfig } from 'vitest/config';

/** Tiers that need no server run alone; the others share one PostgreSQL and one Temporal, started by the set-up. */
const SYSTEM_TIERS = ['integration', 'workflow', 'replay', 'fault', 'web'];
const PURE_TIERS = ['unit', 'property', 'model', 'house'];

const ROOMS = ['workflows', 'activities', 'api', 'db', 'audit', 'worker', 'delivery', 'config'];

export default defineConfig({
  test: {
    pool: 'forks',
    coverage: {
      provider: 'v8',
      include: ROOMS.map((room) => `${room}/**/*.ts`),
      reporter: ['text-summary', 'html'],
      reportsDirectory: 'coverage',
      thresholds: { lines: 85, 'workflows/*/**/*.ts': { lines: 100 } },
    },
    projects: [
      { extends: true, test: { name: 'pure', include: PURE_TIERS.map((tier) => `test/${tier}/**/*.test.ts`) } },
      {
        extends: true,
        test: {
          name: 'system',
          include: SYSTEM_TIERS.map((tier) => `test/${tier}/**/*.test.ts`),
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
