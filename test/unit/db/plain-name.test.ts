import { describe, expect, it } from 'vitest';
import { plainName } from '../../../db/registers/plain-name.ts';

describe('the one spelling of a name', () => {
  it.each([
    ['  县水利局 ', '县水利局'],
    ['李　明', '李明'],
    ['李\t 明', '李明'],
    ['宏泰(集团)公司', '宏泰（集团）公司'],
    ['ＡＢ１２厂', 'AB12厂'],
    ['⽔利局', '水利局'],
    ['阿卜杜・热合曼', '阿卜杜·热合曼'],
    ['县\u200b水利\ufeff局', '县水利局'],
    ['e\u0301clair', '\u00e9clair'],
    ['ACME  (China)   Ltd', 'ACME (China) Ltd'],
    ['县(登记 ) 站', '县（登记）站'],
    ['第 3 加油站', '第 3 加油站'],
  ])('of %j is %j', (written, plain) => {
    expect(plainName(written)).toBe(plain);
    expect(plainName(plain)).toBe(plain);
  });

  it('leaves the signs of Chinese writing as they are', () => {
    expect(plainName('云岭县危险化学品、矿山安全（专业）委员会：一组')).toBe(
      '云岭县危险化学品、矿山安全（专业）委员会：一组',
    );
  });
});
