import { accessSync, constants, readFileSync } from 'node:fs';

export type Source = Readonly<Record<string, string | undefined>>;

/** The environment is wrong: one Chinese line for each variable, by name. */
export class EnvironmentError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`环境变量有误：\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
    this.problems = problems;
  }
}

/** Reads variables one by one and gathers what is wrong, so that all of it is said at once. */
export class Reading {
  private readonly source: Source;
  private readonly problems: string[] = [];

  constructor(source: Source) {
    this.source = source;
  }

  /** The value, or null; an empty one counts as not set. */
  optional(name: string): string | null {
    const value = this.source[name]?.trim() ?? '';
    return value === '' ? null : value;
  }

  text(name: string, fallback: string): string {
    return this.optional(name) ?? fallback;
  }

  /** 0 asks the system for any free port. */
  port(name: string, fallback: number): number {
    const value = this.optional(name);
    if (value === null) return fallback;
    const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
    if (port <= 65_535) return port;
    this.wrong(name, '须为 0 至 65535 的端口号', value);
    return fallback;
  }

  oneOf<Value extends string>(name: string, allowed: readonly Value[], fallback: Value): Value {
    const value = this.optional(name);
    if (value === null) return fallback;
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.wrong(name, `须为 ${allowed.join('、')} 之一`, value);
    return found ?? fallback;
  }

  /** `value` is given where `secret` has read it; an empty one was refused there. */
  url(name: string, protocols: readonly string[], value = this.optional(name)): string | null {
    if (value === null || value === '') return value;
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
      // The value may hold a password and is not repeated.
      this.wrong(name, `须为以 ${protocols.map((p) => `${p}//`).join(' 或 ')} 开头的地址`, null);
    return value;
  }

  file(name: string): string | null {
    const path = this.optional(name);
    if (path === null) return null;
    try {
      accessSync(path, constants.R_OK);
    } catch {
      this.wrong(name, '须为可读取的文件', path);
    }
    return path;
  }

  /** A secret: the variable itself, or what stands in the file that `<name>_FILE` names. Its value is never repeated. */
  secret(name: string): string | null {
    const value = this.optional(name);
    const path = this.optional(`${name}_FILE`);
    if (path === null) return value;
    if (value !== null) this.wrong(`${name}_FILE`, `与 ${name} 只能设置一个`, null);
    const text = textIn(path);
    if (text === '') this.wrong(`${name}_FILE`, '须为可读取且不为空的文件', path);
    return text;
  }

  /** Notes that a variable has to be set; the empty answer is never used, `finish` throws. */
  missing(name: string, meaning: string): string {
    this.problems.push(`${name}：未设置（${meaning}）`);
    return '';
  }

  /** Notes a wrong value; null for one that may hold a secret. */
  wrong(name: string, rule: string, value: string | null): void {
    this.problems.push(value === null || value === '' ? `${name}：${rule}` : `${name}：${rule}，当前为“${value}”`);
  }

  finish(): void {
    if (this.problems.length > 0) throw new EnvironmentError(this.problems);
  }
}

/** Empty for what cannot be read. */
function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
