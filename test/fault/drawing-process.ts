import { join } from 'node:path';
import { drawUp } from '../../activities/documents/draw-up.ts';
import { startJobRunner } from '../../activities/jobs/runner.ts';
import { localSeal } from '../../activities/documents/seal.ts';
import { connect } from '../../db/client.ts';
import { connectTemporal } from '../../delivery/connect.ts';
import type { TemporalSettings } from '../../config/environment.ts';
import { pino } from 'pino';

/** Draws documents up in a process of its own until it is killed. */
const { DRAWING_DATABASE = '', DRAWING_TEMPORAL = '', DRAWING_HOME = '' } = process.env;
const db = connect(DRAWING_DATABASE, { name: 'drawing process' });
const temporal = await connectTemporal({ temporal: JSON.parse(DRAWING_TEMPORAL) as TemporalSettings });
const sealer = localSeal(join(DRAWING_HOME, 'document-key.pem'));
const ctx = { db, temporal, publicUrl: 'https://example.gov.cn', sealer };
startJobRunner(ctx, { DrawUp: (job) => drawUp(ctx, job) }, pino({ level: 'silent' }), 'drawing');
