import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { quietLog } from '../../../api/plugins/log.ts';
import { processLog } from '../../../config/process-log.ts';

const TOLD = '王小明 13800000000';

/** The lines that are written while something is told. */
function linesOf(process: 'api' | 'worker', tell: (log: ReturnType<typeof processLog>) => void): string {
  const lines: string[] = [];
  const to = new Writable({
    write: (line: Buffer, _encoding, done) => {
      lines.push(line.toString());
      done();
    },
  });
  tell(processLog(process, 'trace', to));
  return lines.join('');
}

describe.each(['api', 'worker'] as const)('the log of %s', (process) => {
  it.each(['phone', 'contact', 'witness', 'refusal', 'body', 'payload', 'email', 'idNumber', 'password', 'token'])(
    'holds no %s, however deep it lies',
    (name) => {
      const lines = linesOf(process, (log) => {
        log.warn({ jobId: 7, [name]: TOLD, job: { [name]: TOLD }, a: { b: { [name]: TOLD } } }, 'told');
        quietLog(log).warn({ [name]: TOLD }, 'told');
      });
      expect(lines).toContain('"jobId":7');
      expect(lines).not.toContain(TOLD);
    },
  );

  it('says of an error where it was thrown, not the rows that it was thrown about', () => {
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: TOLD, parameters: [TOLD] });
    const error = new Error(`Failed query: insert into people\nparams: ${TOLD}`, { cause });
    const lines = linesOf(process, (log) => {
      log.error({ err: error }, 'failed');
    });
    expect(lines).toContain('23505');
    expect(lines).toContain('process-log.test.ts');
    expect(lines).not.toContain(TOLD);
  });
});
