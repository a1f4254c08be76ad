/** What a ledger file may cost. The county's year of 9,706 rows by 19 columns takes 1.1 MB packed and 11 MB unpacked. */
export const LIMITS = {
  /** Bytes of the file as handed in. */
  fileBytes: 20_000_000,
  /** Entries of the .xlsx archive: sheets, styles, pictures. */
  archiveEntries: 2_000,
  /** Bytes of all XML parts unpacked, counted while unpacking, not as declared. */
  unpackedBytes: 150_000_000,
  /** Unpacked to packed, for parts above `ratioFromBytes`. Repeated cells compress well: a real sheet reaches 30. */
  ratio: 300,
  ratioFromBytes: 5_000_000,
  sheets: 50,
  rows: 60_000,
  columns: 200,
  /** Excel itself allows no longer cell. */
  cellChars: 32_767,
  sheetChars: 60_000_000,
  /** Of the reading thread. */
  heapMb: 768,
  readMs: 60_000,
} as const;
