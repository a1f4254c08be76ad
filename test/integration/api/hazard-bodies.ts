import { filledIn } from '../../../api/openapi/demo.ts';
import { kindByName } from '../../../workflows/kinds.ts';
import { DEMO_PICTURE } from '../../support/demo-picture.ts';
import { textOf, type ApiSystem, type Answered, type Caller } from './system.ts';

/** The example body of a hazard's command, for today. */
export function exampleOf(command: string): Readonly<Record<string, unknown>> {
  return filledIn(kindByName('hazard').face.commands[command]?.example, {}) as Readonly<Record<string, unknown>>;
}

/** Who the example of a command names. */
function accountOf(command: string): string {
  return kindByName('hazard').face.commands[command]?.demo?.account ?? '';
}

/** Hands in one file. */
export function upload(
  caller: Caller,
  url: string,
  content: Buffer,
  name = '现场.png',
  field = 'file',
): Promise<Answered> {
  const boundary = 'XXBOUNDARYXX';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return caller.inject({ method: 'POST', url, payload, headers });
}

/** Hands in the picture that the examples cite. */
export async function handInPicture(system: ApiSystem): Promise<void> {
  await upload(await system.as('chengguan-jb'), '/v1/evidence', DEMO_PICTURE);
}

/** Opens a hazard and acts on it by examples, each by its own account; answers its address. */
export async function hazardAfter(system: ApiSystem, commands: readonly string[]): Promise<string> {
  const opened = await (await system.as(accountOf('Report'))).send('/v1/hazards', exampleOf('Report'));
  const url = `/v1/hazards/${textOf(opened, 'id')}`;
  for (const command of commands) {
    const answer = await (await system.as(accountOf(command))).send(`${url}/commands/${command}`, exampleOf(command));
    if (answer.status !== 200) throw new Error(`${command}: ${JSON.stringify(answer.body)}`);
  }
  return url;
}
