import { defineConfig } from 'vitest/config';

/** The two stories, clicked: minutes long and by many hands, so they run by themselves (`npm run stories`). */
export default defineConfig({
  test: { pool: 'forks', include: ['test/web/*.story.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
