/** Who hears how far a backup or a restore is. */
export interface Say {
  /** A Chinese sentence. */
  line(sentence: string): void;
  /** So many bytes of so many, and what is under way. */
  progress(done: number, total: number, what: string): void;
}

const WIDTH = 24;
const EVERY_MS = 200;

/** Sentences to stdout, and on a terminal a bar that is redrawn in place. */
export function sayOnTerminal(
  out: NodeJS.WriteStream = process.stdout,
  screen: NodeJS.WriteStream = process.stderr,
): Say {
  let drawnAt = 0;
  const clear = () => {
    if (drawnAt > 0) screen.write('\r\u001b[K');
  };
  return {
    line: (sentence) => {
      clear();
      out.write(`${sentence}\n`);
    },
    progress: (done, total, what) => {
      const now = Date.now();
      if (!screen.isTTY || now - drawnAt < EVERY_MS) return;
      drawnAt = now;
      const share = total === 0 ? 1 : Math.min(1, done / total);
      const full = Math.round(share * WIDTH);
      const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
      screen.write(`\r\u001b[K[${bar}] ${Math.floor(share * 100).toString()}% ${what}`);
    },
  };
}
