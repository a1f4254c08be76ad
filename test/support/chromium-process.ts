import { readdirSync, readFileSync } from 'node:fs';

/** The Chromium that this process, or another one, started: its own children whose program is ours. None off Linux. */
export function chromiumsOf(parent = process.pid): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const stat = textOf(`/proc/${pid}/stat`);
      // After the name, which may hold blanks: state and parent.
      const [state, of] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state !== 'Z' && Number(of) === parent && textOf(`/proc/${pid}/cmdline`).includes('--user-data-dir');
    })
    .map(Number);
}

/** Whether a process still runs. */
export function runs(pid: number): boolean {
  const stat = textOf(`/proc/${pid.toString()}/stat`);
  return stat !== '' && !/\) Z /.test(stat);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
