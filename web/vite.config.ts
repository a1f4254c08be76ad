import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console is served below /console/ by the API; `npm run console` serves it while it is worked on. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1_200 },
});
