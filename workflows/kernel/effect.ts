import type { MatterId, PostId } from './terms.ts';

/**
 * What the world is asked to do because of recorded events. Rows in the same transaction as those events, done at least
 * once, each under `key`, which is unique within the matter.
 */
export type Effect =
  /** A notice into the inboxes of posts, by the named rule. `digest`: gathered into one notice per post (imports). */
  | {
      readonly type: 'Notify';
      readonly key: string;
      readonly posts: readonly PostId[];
      readonly notice: string;
      readonly data: Readonly<Record<string, string | number | boolean | null>>;
      readonly digest?: string;
    }
  /** A document to draw up. */
  | {
      readonly type: 'Draw';
      readonly key: string;
      readonly document: string;
      readonly data: Readonly<Record<string, string | number | boolean | null>>;
    }
  /** A linked matter to open: the receiving kind's `openFrom(link)` makes its opening command. */
  | {
      readonly type: 'Open';
      readonly key: string;
      readonly kind: string;
      readonly input: Readonly<Record<string, unknown>>;
    }
  /** An event that a linked matter hears as `Hear`. `otherwise` is opened when it does not: it has ended meanwhile. */
  | {
      readonly type: 'Tell';
      readonly key: string;
      readonly matterId: MatterId;
      readonly event: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly otherwise?: { readonly kind: string; readonly input: Readonly<Record<string, unknown>> };
    }
  /** An entry in a leader's ledger (履职台账). */
  | {
      readonly type: 'RecordDuty';
      readonly key: string;
      readonly post: PostId;
      readonly duty: string;
      readonly data: Readonly<Record<string, string | number | boolean | null>>;
    };
