import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const API = process.env['CONSOLE_API'] ?? 'http://127.0.0.1:3000';

/** The console is served below /console/ by the API. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  // While it is worked on: `npx vite --config web/vite.config.ts` beside a running system.
  server: {
    port: 3199,
    proxy: Object.fromEntries(['/v1', '/openapi.json', '/health', '/public'].map((path) => [path, API])),
  },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1_200 },
});
