import { cpus, totalmem } from 'node:os';

/** The machine that a figure was measured on: printed with every benchmark, so that nobody compares two machines. */
export interface Card {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly platform: string;
  readonly measuredAt: string;
}

/** The card of this machine, now. */
export function machineCard(): Card {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    measuredAt: new Date().toISOString(),
  };
}
