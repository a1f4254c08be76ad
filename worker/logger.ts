import type { Logger, LogLevel, LogMetadata } from '@temporalio/worker';
import type { Logger as Pino } from 'pino';

/** Temporal's own words into our log: it says (message, meta), pino (meta, message). */
export function temporalLogger(log: Pino): Logger {
  const say = (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: LogMetadata) => {
    log[level](plain(meta), message);
  };
  const by = { trace: say('trace'), debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
  const levels: Readonly<Record<LogLevel, keyof typeof by>> = {
    TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error',
  }; // prettier-ignore
  return {
    ...by,
    log: (level, message, meta) => {
      by[levels[level]](message, meta);
    },
  };
}

/** Under `err` pino writes an error with its stack. */
function plain(meta: LogMetadata | undefined): object {
  if (meta === undefined) return {};
  const { error, ...rest } = meta as Readonly<Record<string, unknown>>;
  return error === undefined ? rest : { ...rest, err: error };
}
