import type { Db } from '../../db/client.ts';
import type { KindOf } from '../../db/matters.ts';
import type { SealProvider } from './seal.ts';

/** What drawing documents needs beside the engine. */
export interface Drawing {
  readonly db: Db;
  readonly kindOf?: KindOf;
  /** How the outside reaches the public page of a document; no slash at the end. */
  readonly publicUrl: string;
  readonly sealer: SealProvider;
}
