import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

interface Bytes {
  readonly $base64?: string;
}

interface Exchange {
  readonly request: {
    readonly method: string;
    readonly uri: string;
    readonly headers: Readonly<Record<string, readonly string[]>>;
    readonly body?: Bytes | null;
  };
  readonly response: {
    readonly status_code: number;
    readonly headers: Readonly<Record<string, readonly string[]>>;
    readonly content?: Bytes | null;
  } | null;
}

interface Checked {
  readonly name: string;
  readonly status: string;
  readonly failure_info?: {
    readonly failure: { readonly operation: string; readonly title: string; readonly message: string };
  };
}

interface Scenario {
  readonly recorder: {
    readonly label: string;
    readonly checks?: Readonly<Record<string, readonly Checked[]>>;
    readonly interactions?: Readonly<Record<string, Exchange>>;
  };
}

/** One answer that is not as it should be, with the request to repeat it by. */
export interface Found {
  readonly operation: string;
  readonly title: string;
  readonly message: string;
  readonly status: number | null;
  readonly said: string;
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** What one run of schemathesis met: how many answers of which status, and what was wrong. */
export interface Met {
  readonly statuses: Readonly<Record<string, number>>;
  /** Operations that were refused for asking too often, with how often. */
  readonly refusedByPace: Readonly<Record<string, number>>;
  readonly found: readonly Found[];
}

/** Reads the events of a run (`--report ndjson`), one by one: they may be far more than memory. */
export async function read(file: string): Promise<Met> {
  const statuses: Record<string, number> = {};
  const refusedByPace: Record<string, number> = {};
  const found: Found[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { ScenarioFinished: scenario } = JSON.parse(line) as { readonly ScenarioFinished?: Scenario };
    if (scenario === undefined) continue;
    const { label, checks = {}, interactions = {} } = scenario.recorder;
    for (const { response } of Object.values(interactions)) {
      const status = response === null ? 'none' : response.status_code.toString();
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === '429') refusedByPace[label] = (refusedByPace[label] ?? 0) + 1;
    }
    for (const [id, all] of Object.entries(checks))
      for (const one of all) {
        const exchange = interactions[id];
        if (one.failure_info !== undefined && exchange !== undefined)
          found.push(foundIn(one.failure_info.failure, exchange));
      }
  }
  return { statuses, refusedByPace, found };
}

function foundIn(failure: NonNullable<Checked['failure_info']>['failure'], { request, response }: Exchange): Found {
  const { method, uri, headers, body } = request;
  return {
    operation: failure.operation,
    title: failure.title,
    message: failure.message,
    status: response?.status_code ?? null,
    said: bytes(response?.content)?.toString('utf8').slice(0, 400) ?? '',
    method,
    uri,
    headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.join(', ')])),
    body: bytes(body),
  };
}

function bytes(of: Bytes | null | undefined): Buffer | null {
  return of?.$base64 === undefined ? null : Buffer.from(of.$base64, 'base64');
}

/** How to send it again: whoever does puts a bearer of the role into `$TOKEN`. */
export function curlOf({ method, uri, headers, body }: Found): string {
  const own = Object.entries(headers).filter(
    ([name]) => !/^(authorization|content-length|connection|accept-encoding)$/i.test(name),
  );
  const data = body === null ? [] : [`--data-binary @<(echo ${body.toString('base64')} | base64 -d)`];
  return [
    `curl -i -X ${method} ${shell(uri)} -H "Authorization: Bearer $TOKEN"`,
    ...own.map(([name, value]) => `-H ${shell(`${name}: ${value}`)}`),
    ...data,
  ].join(' ');
}

function shell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
