import postgres from 'postgres';
import { Worker } from '@temporalio/worker';
import { test } from 'vitest';
import { record } from '../activities/record.ts';
export const answer = { postgres, Worker, test, record };
