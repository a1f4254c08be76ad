import { connect } from '../../../db/client.ts';
import { rehearsal } from '../../../db/rehearsals.ts';
import { rehearse } from '../../../db/reports/rehearsal/rehearse.ts';
import { startOf } from '../../../workflows/kernel/instant.ts';

/** Begins a rehearsal in a process of its own, says when a page is played, and never ends it: for tests that kill it. */
const { REHEARSAL_DATABASE = '', REHEARSAL_ID = '' } = process.env;
const db = connect(REHEARSAL_DATABASE, { name: 'rehearsing process' });
const order = await rehearsal(db, REHEARSAL_ID);
if (order === null) throw new Error(`no rehearsal ${REHEARSAL_ID}`);
await rehearse(db, { draft: order.policy, window: { from: startOf(order.from), to: order.at } }, (done) => {
  if (done === 0) return Promise.resolve();
  process.stdout.write('midway\n');
  // Kept alive by a timer, so that only the kill ends it.
  return new Promise((resolve) => setTimeout(resolve, 600_000));
});
