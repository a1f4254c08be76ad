import { parentPort } from 'node:worker_threads';
import type { Fields } from '../definition.ts';
import { TemplateFault, type FaultCode } from './fault.ts';
import { fill } from './fill.ts';
import type { Images } from './images.ts';
import { inspect, type Inspected } from './inspect.ts';

/** What the thread is asked. Bytes cross as they are, not as Buffers. */
export type Task =
  | {
      readonly type: 'fill';
      readonly template: Uint8Array;
      readonly fields: Fields;
      readonly images: Readonly<Record<string, Uint8Array>>;
    }
  | { readonly type: 'inspect'; readonly template: Uint8Array };

/** What it says: that it is ready, once; then one answer to each task. */
export type Said =
  | { readonly type: 'ready' }
  | { readonly type: 'filled'; readonly docx: Uint8Array }
  | { readonly type: 'inspected'; readonly inspected: Inspected }
  | { readonly type: 'fault'; readonly code: FaultCode; readonly words: string };

async function answer(task: Task): Promise<Said> {
  const template = bufferOf(task.template);
  if (task.type === 'inspect') return { type: 'inspected', inspected: await inspect(template) };
  const images: Images = Object.fromEntries(Object.entries(task.images).map(([name, png]) => [name, bufferOf(png)]));
  return { type: 'filled', docx: await fill(template, task.fields, images) };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function faultOf(error: unknown): Said {
  if (!(error instanceof TemplateFault)) throw error;
  return { type: 'fault', code: error.code, words: error.words };
}

const port = parentPort;
if (port !== null) {
  port.on('message', (task: Task) => {
    void answer(task)
      .catch(faultOf)
      .then((said) => {
        port.postMessage(said);
      });
  });
  port.postMessage({ type: 'ready' } satisfies Said);
}
