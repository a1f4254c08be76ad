import { runImport } from '../../../activities/imports/run-import.ts';
import { connect } from '../../../db/client.ts';
import { connectTemporal } from '../../../delivery/connect.ts';
import type { TemporalSettings } from '../../../config/environment.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';

/** Runs one import in a process of its own, for tests that kill it. */
const { IMPORT_DATABASE = '', IMPORT_TEMPORAL = '', IMPORT_QUEUE = '', IMPORT_ID = '' } = process.env;
const db = connect(IMPORT_DATABASE, { name: 'importing process' });
const temporal = await connectTemporal({ temporal: JSON.parse(IMPORT_TEMPORAL) as TemporalSettings }, IMPORT_QUEUE);
await runImport({ db, temporal }, { matterId: IMPORT_ID as MatterId });
await temporal.close();
await db.end();
