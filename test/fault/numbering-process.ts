import { writeSync } from 'node:fs';
import { connect } from '../../db/client.ts';
import { freezeContent } from '../../db/documents/content.ts';
import type { UnitId } from '../../workflows/kernel/terms.ts';

/**
 * Draws the numbers of documents in a process of its own, for tests that kill it. At the document that it is told of it
 * stops for ever in the middle of its transaction: the number is drawn, and nothing is written.
 */
const { NUMBERING_DATABASE = '', NUMBERING_IDS = '', NUMBERING_STOP = '' } = process.env;
const db = connect(NUMBERING_DATABASE, { name: 'numbering process' });
const stopFor = (id: string): void => {
  if (id !== NUMBERING_STOP) return;
  writeSync(1, 'drawn\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
for (const id of NUMBERING_IDS.split(','))
  await freezeContent(db, id, {
    unit: 'u-yingji' as UnitId,
    series: { word: '责改', year: 2026 },
    template: 'shipped:sha256:template',
    contentOf: (number) => {
      stopFor(id);
      return { fields: { number: number ?? '' }, officers: [], template: 'sha256:template' };
    },
  });
await db.end();
