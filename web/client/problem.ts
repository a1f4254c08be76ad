/** A refusal or failure as the API words it, or that the network is gone (`Offline`). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  /** JSON pointers into the body that was sent, and what is wrong there. */
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];

  constructor(status: number, body: Partial<ProblemBody>) {
    super(body.detail ?? body.title ?? '系统没有应答，请稍后再试。');
    this.status = status;
    this.code = body.code ?? 'Unknown';
    this.errors = body.errors ?? [];
  }
}

interface ProblemBody {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly errors: Problem['errors'];
}

/** The network is gone or the system is: nothing was handed in. */
export function offline(): Problem {
  return new Problem(0, { code: 'Offline', detail: '网络已断开或系统没有应答，已填写的内容保留在本机。' });
}

/** What people read of an error of any kind. */
export function wordsOf(error: unknown): string {
  return error instanceof Problem ? error.message : '页面出现错误，请刷新后重试。';
}
