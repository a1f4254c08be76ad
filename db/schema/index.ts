export * from './access.ts';
export * from './commands.ts';
export * from './documents.ts';
export * from './ledger.ts';
export * from './matters.ts';
export * from './registers.ts';
export * from './proof.ts';
export * from './results.ts';
