import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../../activities/imports/reading/sheet.ts';
import { readLedgerFile } from '../../../activities/imports/reading/read-file.ts';
import { altered, table, workbook } from './files.ts';

async function sheetsOf(file: Buffer, name: string): Promise<readonly Sheet[]> {
  const read = await readLedgerFile(file, name);
  if ('problem' in read) throw new Error(read.problem.code);
  return read.sheets;
}

async function problemOf(file: Buffer, name = 'ledger.xlsx'): Promise<string> {
  const read = await readLedgerFile(file, name);
  return 'problem' in read ? read.problem.code : 'read';
}

function part(name: string, text: string): { name: string; bytes: Buffer } {
  return { name, bytes: Buffer.from(text) };
}

describe('a workbook', () => {
  it('is read with the sheet’s own row numbers, empty rows kept', async () => {
    const [sheet] = await sheetsOf(await workbook([['标题'], [], ['甲', 1, true]]), 'a.xlsx');
    expect(sheet?.rows).toEqual(
      [['标题', null, null], [], ['甲', 1, true]].map((row) => [...row, null, null, null].slice(0, 3)),
    );
  });

  it('gives a date cell as the UTC midnight of its day', async () => {
    const [sheet] = await sheetsOf(await workbook([[new Date(Date.UTC(2025, 2, 1))]]), 'a.xlsx');
    expect(sheet?.rows[0]?.[0]).toEqual(new Date(Date.UTC(2025, 2, 1)));
  });

  it('gives a formula’s stored result', async () => {
    const [sheet] = await sheetsOf(await workbook([[{ formula: 'CONCATENATE("A","B")', result: 'AB' }]]), 'a.xlsx');
    expect(sheet?.rows[0]?.[0]).toBe('AB');
  });

  it('is known by what it holds, not by its name', async () => {
    expect(await sheetsOf(await workbook([['甲']]), 'a.csv')).toHaveLength(1);
  });

  it('with several sheets is read whole', async () => {
    expect((await sheetsOf(await workbook([['甲']], [['乙']]), 'a.xlsx')).map(({ name }) => name)).toEqual([
      '表1',
      '表2',
    ]);
  });
});

describe('a file that must not be opened is refused by its own code:', () => {
  it('nothing in it', async () => {
    expect(await problemOf(Buffer.alloc(0))).toBe('EmptyFile');
  });

  it('more bytes than a ledger has', async () => {
    expect(await problemOf(Buffer.alloc(20_000_001))).toBe('FileTooLarge');
  });

  it('a macro', async () => {
    const macro = await altered(await workbook(table()), (parts) => [...parts, part('xl/vbaProject.bin', 'x')]);
    expect(await problemOf(macro)).toBe('MacroFile');
  });

  it('a password, on the archive’s entries or around the whole file', async () => {
    const locked = await workbook(table());
    for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 1)) locked[at + 8] = 1;
    expect(await problemOf(locked)).toBe('EncryptedFile');
    const container = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await problemOf(container)).toBe('EncryptedFile');
  });

  it('an old .xls', async () => {
    expect(await problemOf(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).toBe('OldExcelFile');
  });

  it('an archive that holds no workbook', async () => {
    const document = await altered(await workbook(table()), (parts) =>
      parts.filter(({ name }) => !name.startsWith('xl/')),
    );
    expect(await problemOf(document)).toBe('UnsupportedFile');
  });

  it('text or a picture by the wrong name', async () => {
    expect(await problemOf(Buffer.from('%PDF-1.7'), 'a.pdf')).toBe('UnsupportedFile');
    expect(await problemOf(Buffer.from('89504e470d0a1a0a0000', 'hex'), 'a.csv')).toBe('UnsupportedFile');
  });

  it('a cut-off archive', async () => {
    expect(await problemOf((await workbook(table({}))).subarray(0, 2_000))).toBe('DamagedFile');
  });

  it('broken XML', async () => {
    const broken = await altered(await workbook(table({})), (parts) =>
      parts.map((one) => (one.name === 'xl/workbook.xml' ? part(one.name, '<not') : one)),
    );
    expect(await problemOf(broken)).toBe('DamagedFile');
  });
});

describe('a bomb is refused before it goes off:', () => {
  it('a part that declares to unpack to far more than it is', async () => {
    expect(await problemOf(bomb(100_000_000, 100_000_000))).toBe('FileTooLarge');
  });

  it('a part that declares little and unpacks to much', async () => {
    expect(['FileTooLarge', 'DamagedFile']).toContain(await problemOf(bomb(400_000_000, 1_000)));
  });

  it('more entries than a workbook has', async () => {
    const many = Array.from({ length: 2_001 }, (_, index) => part(`xl/x${index.toString()}.txt`, ''));
    expect(await problemOf(await altered(await workbook(table()), (parts) => [...parts, ...many]))).toBe(
      'FileTooLarge',
    );
  });

  it('one cell in the last corner of a sheet', async () => {
    const corner = await sheetOf(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    );
    expect(await problemOf(corner)).toBe('FileTooLarge');
  });

  it('one long text that a million cells share', async () => {
    const cells = Array.from(
      { length: 3_000 },
      (_, index) => `<row r="${(index + 1).toString()}"><c r="A${(index + 1).toString()}" t="s"><v>0</v></c></row>`,
    );
    const shared = `<sst><si><t>${'长'.repeat(30_000)}</t></si></sst>`;
    expect(await problemOf(await sheetOf(cells.join(''), shared))).toBe('FileTooLarge');
  });
});

describe('a text table', () => {
  const text = '隐患描述,责任单位\n"第一行\n第二行",宏达厂\n\n灭火器"过期",甲\n';
  const rows = [['隐患描述', '责任单位'], ['第一行\n第二行', '宏达厂'], [null], ['灭火器"过期"', '甲']];

  it('is read as UTF-8 with or without its mark', async () => {
    expect((await sheetsOf(Buffer.from(text), 'a.csv'))[0]?.rows).toEqual(rows);
    expect((await sheetsOf(Buffer.from(`\ufeff${text}`), 'a.csv'))[0]?.rows).toEqual(rows);
  });

  it('is read as GB18030 when it is no UTF-8', async () => {
    const gb = Buffer.from('d2febbbcc3e8caf62cd4f0c8ceb5a5cebb0a', 'hex');
    expect((await sheetsOf(gb, 'a.csv'))[0]?.rows).toEqual([['隐患描述', '责任单位']]);
  });

  it('is read as UTF-16 by its mark, and with tabs', async () => {
    const wide = Buffer.from('\ufeff隐患描述\t责任单位\n甲,乙\t丙\n', 'utf16le');
    expect((await sheetsOf(wide, 'a.txt'))[0]?.rows).toEqual([
      ['隐患描述', '责任单位'],
      ['甲,乙', '丙'],
    ]);
  });

  it('with a quote that never ends is refused', async () => {
    expect(await problemOf(Buffer.from('甲,乙\n"丙,丁\n'), 'a.csv')).toBe('DamagedFile');
  });
});

/** A workbook whose only sheet has these rows. */
async function sheetOf(rows: string, shared?: string): Promise<Buffer> {
  return altered(await workbook([['甲']]), (parts) =>
    parts.map((one) => {
      if (one.name === 'xl/worksheets/sheet1.xml')
        return part(one.name, `<worksheet><sheetData>${rows}</sheetData></worksheet>`);
      return one.name === 'xl/sharedStrings.xml' && shared !== undefined ? part(one.name, shared) : one;
    }),
  );
}

/** An archive whose one part unpacks to `real` zero bytes and declares `declared`. */
function bomb(real: number, declared: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(real));
  const name = Buffer.from('xl/workbook.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(declared, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}
