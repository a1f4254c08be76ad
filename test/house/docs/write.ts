import { writeFileSync } from 'node:fs';
import { DOCUMENTS } from './documents.ts';

for (const [path, document] of Object.entries(DOCUMENTS)) writeFileSync(path, document());
