import { describe, expect, it } from 'vitest';
import { passwordFaults } from '../../../db/accounts/password-rules.ts';

const OWNER = { username: 'wangfang', name: '王芳' };
const faults = (password: string) => passwordFaults(password, OWNER);

describe('a password', () => {
  it('of twelve characters of three kinds is taken', () => {
    expect(faults('Kx7-mvTq2-bn')).toEqual([]);
    expect(faults('rLq#uzw%pdhG')).toEqual([]);
    expect(faults('春江水暖Ab7鸭先知竹外桃')).toEqual([]);
  });

  it('is too short below twelve characters and too long above 128', () => {
    expect(faults('Kx7-mvTq2-b')).toEqual(['TooShort']);
    expect(faults(`Kx7-mvTq2-bn${'xyzw'.repeat(29)}`)).toEqual([]);
    expect(faults(`Kx7-mvTq2-bn${'xyzw'.repeat(29)}x`)).toEqual(['TooLong']);
  });

  it('has three of four kinds of characters, unless it is a passphrase of twenty', () => {
    expect(faults('kxvmvtqbnrhj')).toEqual(['TooFewKinds']);
    expect(faults('kxvmvtqbnrh7')).toEqual(['TooFewKinds']);
    expect(faults('kxvmvtqbnrhjplgdwuyo')).toEqual([]);
    expect(faults('kxvmvtqbnrhjplgdwuy')).toEqual(['TooFewKinds']);
  });

  it('names neither the account nor the person', () => {
    expect(faults('Kx7-WangFang-mvTq')).toEqual(['NamesOwner']);
    expect(faults('Kx7-mvTq2-王芳bn')).toEqual(['NamesOwner']);
  });

  it.each([
    'Password@123456',
    'P@ssw0rd2026!!',
    'Admin@123456789',
    'Bihuan@20261122',
    'Qwer1234!@#$',
    '1qaz2wsx#EDC4rfv',
    'AAAAaaaa1111####',
    'Zhongguo@2026',
    'Anquan@Shengchan1',
  ])('is no common word with what people add to it: %s', (password) => {
    expect(faults(password)).toContain('TooCommon');
  });

  it('is not blamed for a part that is common when the rest is its own', () => {
    expect(faults('admin-Kx7-mvTq2')).toEqual([]);
    expect(faults('Kx7-2026-mvTqb')).toEqual([]);
  });
});
