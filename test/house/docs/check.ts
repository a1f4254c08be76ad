import { existsSync, readFileSync } from 'node:fs';
import { DOCUMENTS } from './documents.ts';

const behind = Object.entries(DOCUMENTS)
  .filter(([path, document]) => !existsSync(path) || readFileSync(path, 'utf8') !== document())
  .map(([path]) => path);
if (behind.length > 0) {
  process.stderr.write(`behind the code, run \`npm run docs\`: ${behind.join(', ')}\n`);
  process.exitCode = 1;
}
