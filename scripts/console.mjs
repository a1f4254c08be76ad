import { ensureClientTypes, ensureConsole } from './parts/console.mjs';
import { runMain } from './parts/failure.mjs';
import { ensureInstalled } from './parts/install.mjs';

// Builds the console, as `npm start` does; for images and for whoever serves it by the API alone.
await runMain(async () => {
  await ensureInstalled(console.error);
  await ensureClientTypes();
  await ensureConsole(console.error);
  return 0;
});
