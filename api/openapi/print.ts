import { openApiDocument } from './document.ts';

// The console's client is made from it, before anything runs.
process.stdout.write(JSON.stringify(openApiDocument()));
