/** A progress line on stderr, redrawn in place on a terminal, silent elsewhere; says how long the rest will take. */
export interface Progress {
  /** One more, or several, are done. */
  step(more?: number): void;
  end(): void;
}

const WIDTH = 24;
const EVERY_MS = 200;

/** Where progress is drawn. */
interface Screen {
  readonly isTTY: boolean;
  write(text: string): unknown;
}

/** Progress over `total` steps. */
export function progress(total: number, out: Screen = process.stderr, now = Date.now): Progress {
  const startedAt = now();
  let done = 0;
  let drawnAt = 0;
  const draw = () => {
    drawnAt = now();
    out.write(
      `\r${bar(done, total)} ${done.toString()}/${total.toString()} 还需约 ${rest(done, total, now() - startedAt)}   `,
    );
  };
  const isShown = out.isTTY && total > 1;
  return {
    step: (more = 1) => {
      done += more;
      if (isShown && now() - drawnAt >= EVERY_MS) draw();
    },
    end: () => {
      if (isShown) out.write('\r\u001b[K');
    },
  };
}

function bar(done: number, total: number): string {
  const full = Math.round((done / total) * WIDTH);
  return `[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}]`;
}

function rest(done: number, total: number, elapsedMs: number): string {
  const seconds = Math.ceil((elapsedMs / Math.max(1, done)) * (total - done) * 0.001);
  return seconds < 90 ? `${seconds.toString()} 秒` : `${Math.ceil(seconds / 60).toString()} 分钟`;
}
