import { sleep } from '@temporalio/workflow';
export const wait = () => sleep(1);
