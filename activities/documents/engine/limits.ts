/** What a template and a document may cost; our defaults. An order of 200 items unpacks to 0.4 MB. */
export const LIMITS = {
  /** Bytes of the .docx, and of all its parts together, counted while unpacking. */
  fileBytes: 10_000_000,
  unpackedBytes: 50_000_000,
  entries: 500,
  /** Characters of the document's text part once it is filled. */
  filledChars: 20_000_000,
  /** Of the thread that fills. */
  heapMb: 256,
  fillMs: 5_000,
  /** Laying out and printing one document. */
  printMs: 20_000,
  /** Documents that are printed at once. */
  printsAtOnce: 2,
} as const;
