import { createHmac } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { allowedOf } from '../../../activities/egress/allowed.ts';
import { RECEIVERS, type Egress } from '../../../activities/egress/receivers.ts';
import { sendNotice } from '../../../activities/egress/send-notice.ts';
import { deliverNotice } from '../../../db/inbox.ts';
import type { Job } from '../../../db/jobs.ts';
import { secretsIn, type Secrets } from '../../../db/secrets.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PostId } from '../../../workflows/kernel/terms.ts';
import { exampleOf, handInPicture } from './hazard-bodies.ts';
import { apiSystem, type ApiSystem, type Caller } from './system.ts';

interface Received {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

let county: ApiSystem;
let admin: Caller;
let secrets: Secrets;
let server: Server;
let host: string;
let received: Received[] = [];
let answer: (request: IncomingMessage) => { status: number; headers?: Record<string, string>; body: string };
const OK = () => ({ status: 200, body: '{"errcode":0}' });

beforeAll(async () => {
  secrets = await secretsIn(join(await mkdtemp(join(tmpdir(), 'bihuan-channels-')), 'secret.key'));
  server = createServer((request, response) => {
    void text(request).then((said) => {
      received.push({ url: request.url ?? '', body: JSON.parse(said) as Received['body'] });
      const { status, headers, body } = answer(request);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  host = `127.0.0.1:${(server.address() as AddressInfo).port.toString()}`;
  county = await apiSystem({ secrets });
  admin = await county.as('admin');
  await handInPicture(county);
});

afterEach(() => {
  received = [];
});

afterAll(async () => {
  server.close();
  await county.close();
});

function egress(allow = `inside:${host}`): Egress {
  const allowed = allowedOf(allow);
  if (allowed === null) throw new Error(allow);
  return { allowed, mail: null };
}

async function channel(body: object): Promise<string> {
  const added = await admin.send('/v1/channels', body);
  expect(added.status).toBe(201);
  return String(added.body['id']);
}

async function ordered(id: string): Promise<Job[]> {
  const rows = await county.db.sql<Job[]>`
    select id, matter_id as "matterId", kind, key, type, payload, attempts from jobs where matter_id = ${id} order by id`;
  return [...rows];
}

function tell(posts: readonly string[], key: string, matterId: string | null = null): Promise<void> {
  return deliverNotice(county.db, {
    posts: posts as PostId[],
    matterId: matterId as MatterId | null,
    kind: null,
    key,
    notice: 'StepBegun',
    title: '有隐患待您办理',
    body: '隐患 YH-2026-00001 由您的岗位办理。',
    data: {},
    at: instantOf(Date.now()),
  });
}

describe('a notice', () => {
  it('is also sent on the channels of the post and of its unit, once, and no secret is shown of them', async () => {
    answer = OK;
    const to = `http://${host}/in?token=hidden-token`;
    const ofPost = await channel({ kind: 'webhook', to, secret: 'signed-with-this', post: 'p-yingji-1' });
    const ofUnit = await channel({ kind: 'wecom', to, unit: 'u-yingji' });
    const others = await channel({ kind: 'wecom', to, unit: 'u-gongan' });
    await tell(['p-yingji-1', 'p-yingji-2'], 'n-1');
    await tell(['p-yingji-1', 'p-yingji-2'], 'n-1');
    const jobs = [...(await ordered(ofPost)), ...(await ordered(ofUnit)), ...(await ordered(others))];
    expect(jobs.map((job) => job.matterId)).toEqual([ofPost, ofUnit]);
    for (const job of [...jobs, ...jobs]) await sendNotice({ db: county.db, secrets, egress: egress() }, job);
    expect(received).toHaveLength(2);
    const { signature, ...signed } = received[0]?.body ?? {};
    expect(Object.keys(signed).sort()).toEqual(['at', 'body', 'title']);
    expect(signed).toMatchObject({ title: '有隐患待您办理', body: '隐患 YH-2026-00001 由您的岗位办理。' });
    expect(signature).toBe(createHmac('sha256', 'signed-with-this').update(JSON.stringify(signed)).digest('base64'));
    expect(received[1]?.body).toMatchObject({ msgtype: 'text' });
    const shown = await admin.get('/v1/channels');
    expect(shown.body['items']).toContainEqual(expect.objectContaining({ id: ofPost, host, last: expect.objectContaining({ status: 'sent' }) }));
    for (const said of [JSON.stringify(shown.body), JSON.stringify(await county.db.sql`select * from notice_channels`), JSON.stringify(await county.db.sql`select * from trail`)])
      expect(said).not.toMatch(/hidden-token|signed-with-this/);
  }); // prettier-ignore

  it('of a matter leaves only where a post that it is for sees that matter, as in its inbox', async () => {
    answer = OK;
    await county.startWorker();
    const reported = await (await county.as('chengguan-jb')).send('/v1/hazards', exampleOf('Report'));
    const matterId = String(reported.body['id']);
    const lead = await channel({ kind: 'webhook', to: `http://${host}/lead`, post: 'p-yingji-2' });
    const others = await channel({ kind: 'webhook', to: `http://${host}/others`, post: 'p-gongan-1' });
    await tell(['p-yingji-2', 'p-gongan-1'], 'n-4', matterId);
    const jobs = [...(await ordered(lead)), ...(await ordered(others))].filter(({ key }) => key === 'n-4');
    expect(jobs).toHaveLength(2);
    for (const job of jobs) await sendNotice({ db: county.db, secrets, egress: egress() }, job);
    expect(received.map(({ url }) => url)).toEqual(['/lead']);
    expect(JSON.stringify(received)).not.toContain(matterId);
  });

  it('is not sent on a channel that was removed', async () => {
    const id = await channel({ kind: 'webhook', to: `http://${host}/in`, post: 'p-jiaotong-1' });
    await tell(['p-jiaotong-1'], 'n-2');
    expect((await admin.inject({ method: 'DELETE', url: `/v1/channels/${id}` })).status).toBe(204);
    await tell(['p-jiaotong-1'], 'n-3');
    const jobs = await ordered(id);
    expect(jobs).toHaveLength(1);
    for (const job of jobs) await sendNotice({ db: county.db, secrets, egress: egress() }, job);
    expect(received).toEqual([]);
  });
});

describe('what is sent', () => {
  it.each([
    ['by an error', () => ({ status: 500, body: '' }), 'answered 500'],
    ['elsewhere', () => ({ status: 302, headers: { location: `http://${host}/other` }, body: '' }), 'answered 302'],
    ['with a refusal', () => ({ status: 200, body: '{"errcode":310000}' }), 'errcode 310000'],
    ['with anything', () => ({ status: 200, body: 'x'.repeat(200_000) }), 'errcode none'],
  ])('is tried again when a receiver answers %s, and the reason holds no token', async (_how, answers, reason) => {
    answer = answers;
    const id = await channel({ kind: 'dingtalk', to: `http://${host}/robot?access_token=hidden-token`, post: 'p-zhujian-1' });
    await admin.send(`/v1/channels/${id}/tests`, {});
    const [job] = await ordered(id);
    if (job === undefined) throw new Error('nothing was ordered');
    await expect(sendNotice({ db: county.db, secrets, egress: egress() }, job)).rejects.toThrow(reason);
    expect(received).toHaveLength(1);
    const [sent] = await county.db.sql`select status, error from notice_sends where channel = ${id}`;
    expect(sent).toEqual({ status: 'failed', error: expect.not.stringContaining('token') as string });
  }); // prettier-ignore

  it('goes nowhere that is not allowed, however the name leads there, and is not tried again', async () => {
    answer = OK;
    const port = host.split(':')[1] ?? '';
    for (const [allow, to] of [
      ['', `http://${host}/in`],
      [host, `https://${host}/in`],
      [`localhost:${port}`, `https://localhost:${port}/in`],
    ] as const) {
      const id = await channel({ kind: 'webhook', to, post: 'p-shuili-1' });
      await admin.send(`/v1/channels/${id}/tests`, {});
      const [job] = await ordered(id);
      if (job === undefined) throw new Error('nothing was ordered');
      const sending = sendNotice({ db: county.db, secrets, egress: egress(allow) }, job);
      // A name is looked up when it is used: that it leads inside is known only then.
      await sending.catch((error: unknown) => error);
      const [sent] = await county.db.sql<{ status: string; error: string }[]>`
        select status, error from notice_sends where channel = ${id}`;
      expect(sent).toMatchObject({ status: 'failed' });
    }
    expect(received).toEqual([]);
  });

  it('is signed for 钉钉 as its maker asks', async () => {
    answer = OK;
    const now = 1_790_000_000_000;
    const to = `http://${host}/robot/send?access_token=t`;
    await RECEIVERS.dingtalk(egress(), { to, secret: 'SEC-0123456789' }, { title: '题', body: '文' }, now);
    const sign = createHmac('sha256', 'SEC-0123456789').update(`${now.toString()}\nSEC-0123456789`).digest('base64');
    const url = new URL(received[0]?.url ?? '', 'http://x');
    expect(Object.fromEntries(url.searchParams)).toEqual({ access_token: 't', timestamp: now.toString(), sign });
  });

  it('goes by mail as plain text, to one receiver', async () => {
    const mails: string[] = [];
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        void text(stream).then((said) => {
          mails.push(said);
          done();
        });
      },
    });
    await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done));
    const { port } = smtp.server.address() as AddressInfo;
    const mail = { url: `smtp://127.0.0.1:${port.toString()}`, from: 'bihuan@yunling.gov.cn' };
    try {
      await RECEIVERS.mail({ ...egress(), mail }, { to: 'zhiban@yunling.gov.cn' }, { title: 'T\r\nBcc: a@b.c', body: 'B' }, 0);
      await vi.waitFor(() => {
        expect(mails).toHaveLength(1);
      });
      expect(mails[0]).toMatch(/^To: zhiban@yunling\.gov\.cn\r$/m);
      expect(mails[0]).not.toMatch(/^Bcc:/m);
      await expect(RECEIVERS.mail(egress(), { to: 'a@b.cn' }, { title: 'T', body: 'B' }, 0)).rejects.toThrow('SMTP_URL');
    } finally {
      await new Promise<void>((done) => {
        smtp.close(done);
      });
    }
  }); // prettier-ignore
});

describe('who sets channels', () => {
  it('is a leader, for their own unit and its posts alone', async () => {
    const leader = await county.as('yingji-zr');
    const body = { kind: 'mail', to: 'a@yunling.gov.cn' };
    expect((await leader.send('/v1/channels', { ...body, post: 'p-yingji-1' })).status).toBe(201);
    expect((await leader.send('/v1/channels', { ...body, unit: 'u-gongan' })).status).toBe(404);
    expect((await leader.send('/v1/channels', { ...body, post: 'p-gongan-1' })).status).toBe(404);
    const foreign = await channel({ ...body, unit: 'u-gongan' });
    const units = ((await leader.get('/v1/channels')).body['items'] as { id: string }[]).map(({ id }) => id);
    expect(units).not.toContain(foreign);
    expect((await leader.inject({ method: 'DELETE', url: `/v1/channels/${foreign}` })).status).toBe(404);
    expect((await leader.send(`/v1/channels/${foreign}/tests`, {})).status).toBe(404);
    expect((await (await county.as('yingji-jb')).send('/v1/channels', { ...body, post: 'p-yingji-1' })).status).toBe(
      403,
    );
  });

  it('is told when there are too many', async () => {
    const body = { kind: 'mail', to: 'a@yunling.gov.cn', unit: 'u-jiaotong' };
    for (let n = 0; n < 20; n += 1) expect((await admin.send('/v1/channels', body)).status).toBe(201);
    expect(await admin.send('/v1/channels', body)).toMatchObject({ status: 422, body: { code: 'ChannelUnfit' } });
  });

  it.each([
    [{ kind: 'mail', to: 'nobody', unit: 'u-yingji' }],
    [{ kind: 'mail', to: 'a@b.cn,c@d.cn', unit: 'u-yingji' }],
    [{ kind: 'webhook', to: 'https://u:p@hook.example/', unit: 'u-yingji' }],
    [{ kind: 'webhook', to: 'file:///etc/passwd', unit: 'u-yingji' }],
    [{ kind: 'webhook', to: 'https://hook.example/' }],
    [{ kind: 'webhook', to: 'https://hook.example/', unit: 'u-yingji', post: 'p-yingji-1' }],
  ])('says what is wrong with %j', async (body) => {
    expect(await admin.send('/v1/channels', body)).toMatchObject({ status: 422, body: { code: 'ChannelUnfit' } });
  });
});
