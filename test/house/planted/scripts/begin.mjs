import { Client } from '@temporalio/client';
export const begin = Client;
