import { append } from '../../../db/ledger.ts';
import { connect } from '../../../db/client.ts';
import { noteCommand } from '../../../db/commands.ts';
import { REPORT } from '../../support/hazard-story.ts';
import { recordedLife } from '../../support/recorded-life.ts';
import { freshDatabase } from '../../support/system.ts';

/** Every byte there is, so that nothing depends on what text looks like. */
const BYTES = Buffer.from(Array.from({ length: 256 }, (_, i) => i));

/** A database with the county, two matters as the runner would leave them, a file, a session and a text that needs care. */
export async function holdingDatabase(): Promise<string> {
  const url = await freshDatabase();
  const db = connect(url, { max: 2, name: 'holding' });
  try {
    for (const nth of [1, 2]) {
      const life = recordedLife({ nth });
      life.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
      for (const command of life.commands()) {
        const { matterId } = life.batch();
        await noteCommand(db, { command, kind: 'hazard', matterId, opens: true, via: 'update', bodyHash: 'x' });
      }
      await append(db, life.batch());
    }
    await db.sql`insert into evidence (id, type, name, size, content, uploader, at)
      values ('sha256:all', 'image/png', ${'反斜杠\\与\t制表\n换行'}, 256, ${BYTES}, 'per-1', now())`;
    await db.sql`insert into sessions (token_hash, id, username, post, method, created_at, last_seen_at, expires_at)
      select 'hash', 'id', username, post, 'password', now(), now(), now() + interval '1 day' from accounts limit 1`;
    return url;
  } finally {
    await db.end();
  }
}
