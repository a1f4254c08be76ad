import { describe, expect, it } from 'vitest';
import { allowedOf, entryFor, NotAllowed, requirePublic, type Allowed } from '../../../activities/egress/allowed.ts';

const LIST = 'qyapi.weixin.qq.com, *.gov.cn,inside:10.1.2.3:8443,hook.example:8080,8.8.8.8,inside:[fd00::1]';

function allowed(text = LIST): Allowed {
  const list = allowedOf(text);
  if (list === null) throw new Error(`no list: ${text}`);
  return list;
}

describe('the allow-list of what is sent', () => {
  it.each([
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1',
    'https://QYAPI.weixin.qq.com./x',
    'https://hook.yunling.gov.cn/in',
    'https://hook.example:8080/in',
    'https://8.8.8.8/in',
    'http://10.1.2.3:8443/in',
    'https://[fd00::1]/in',
  ])('lets %s be called', (address) => {
    expect(() => entryFor(new URL(address), allowed())).not.toThrow();
  });

  it.each([
    'https://example.com/in',
    'https://gov.cn/in',
    'https://evilgov.cn/in',
    'https://qyapi.weixin.qq.com.evil.example/in',
    'https://qyapi.weixin.qq.com:8443/in',
    'http://qyapi.weixin.qq.com/in',
    'https://hook.example/in',
    'https://user:word@hook.example:8080/in',
    'https://10.1.2.3/in',
    'ftp://10.1.2.3:8443/in',
  ])('does not let %s be called', (address) => {
    expect(() => entryFor(new URL(address), allowed())).toThrow(NotAllowed);
  });

  it('lets nothing be called when it is empty', () => {
    expect(() => entryFor(new URL('https://qyapi.weixin.qq.com/'), allowed(''))).toThrow(NotAllowed);
  });

  it.each(['http://a', 'a b', 'a:b', 'inside:', '*', 'a/b'])('is refused when it says %s', (text) => {
    expect(allowedOf(text)).toBeNull();
  });

  it.each([
    '127.0.0.1', '10.0.0.1', '172.16.3.4', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1',
    '::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::1', 'none',
  ])('knows that %s is not of the public net', (address) => {
    expect(() => {
      requirePublic(address);
    }).toThrow(NotAllowed);
  }); // prettier-ignore

  it('does not take an address inside for a public one because it is on the list', () => {
    expect(() => entryFor(new URL('https://10.1.2.3/'), allowed('10.1.2.3'))).toThrow(NotAllowed);
    expect(() => {
      requirePublic('8.8.8.8');
      requirePublic('2400:3200::1');
    }).not.toThrow();
  });
});
