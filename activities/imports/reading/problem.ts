/** Why a file could not be read at all. What is wrong inside a readable file is an `ImportError` with its row. */
export type ProblemCode =
  'EmptyFile' | 'FileTooLarge' | 'UnsupportedFile' | 'OldExcelFile' | 'EncryptedFile' | 'MacroFile' | 'DamagedFile';

/** An unreadable file: a stable code and one Chinese sentence that says what to do. */
export interface FileProblem {
  readonly code: ProblemCode;
  readonly message: string;
}

const MESSAGES: Readonly<Record<ProblemCode, string>> = {
  EmptyFile: '文件是空的，请选择有内容的台账文件。',
  FileTooLarge: '文件太大，或展开后太大。请只保留台账一张表，或分成几个文件导入。',
  UnsupportedFile: '不是可以导入的文件类型。请使用 .xlsx 或 .csv 文件。',
  OldExcelFile: '这是旧版 Excel（.xls 或 .et）文件。请另存为 .xlsx 后再导入。',
  EncryptedFile: '文件已加密。请取消密码保护后再导入。',
  MacroFile: '文件带有宏，不予打开。请另存为不带宏的 .xlsx 后再导入。',
  DamagedFile: '文件已损坏或格式不正确，无法打开。请用 Excel 或 WPS 打开后另存一份再导入。',
};

/** The problem with this code, in the words shown to people. */
export function fileProblem(code: ProblemCode): FileProblem {
  return { code, message: MESSAGES[code] };
}

/** Thrown inside the reader and turned into data at its door; never leaves `readLedgerFile`. */
export class Unreadable extends Error {
  readonly problem: FileProblem;

  constructor(code: ProblemCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'Unreadable';
    this.problem = fileProblem(code);
  }
}
