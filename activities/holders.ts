import { canonicalJson } from '../db/canonical.ts';
import { sha256 } from '../db/chain.ts';
import { noteCommand } from '../db/commands.ts';
import { lapsedHolders, type Lapsed, type Stand } from '../db/registers/presence.ts';
import { deliver, type Delivery } from '../delivery/deliver.ts';
import { SYSTEM, type Command, type HandOverBody } from '../workflows/kernel/command.ts';
import { dayOf, instantOf, type Instant } from '../workflows/kernel/instant.ts';
import { inParallel } from './in-parallel.ts';
import type { Log } from './log.ts';

const PAGE = 500;
const MATTERS_AT_ONCE = 8;
const ANSWER_MS = 5_000;

const REASONS = { vacant: '原办理岗位空缺', leave: '原办理岗位人员请假' } as const;

/**
 * Moves every open matter in whose holder's post nobody is today to whoever comes next, by the command `HandOver`.
 * Answers how many moved. Repeated, by this worker or another, it moves nothing twice; nothing is ever moved back.
 */
export async function moveOn(ctx: Delivery, log: Log, at: Instant = instantOf(Date.now())): Promise<number> {
  let moved = 0;
  for (let after = ''; ;) {
    const page = await lapsedHolders(ctx.db, dayOf(at), after, PAGE);
    await inParallel(page, MATTERS_AT_ONCE, async (lapsed) => {
      try {
        if (await moveOne(ctx, lapsed, at)) moved += 1;
      } catch (error) {
        log.warn({ matterId: lapsed.id, err: error }, 'a matter whose holder is away could not be moved on');
      }
    });
    after = page.at(-1)?.id ?? '';
    if (page.length < PAGE) break;
  }
  if (moved > 0) log.info({ moved }, 'matters whose holder is away moved on');
  return moved;
}

/** Asks the rules of each who could come next until one may hold it: who is recused is passed over by them, not here. */
async function moveOne(ctx: Delivery, lapsed: Lapsed, at: Instant): Promise<boolean> {
  for (const stand of lapsed.next) {
    const noted = await noteCommand(ctx.db, handOver(lapsed, stand, at));
    if (noted.status === 'otherBody') throw new Error(`the hand-over of ${lapsed.id} was noted with another body`);
    const said = await deliver(ctx, noted.record, ANSWER_MS);
    if (said.outcome !== 'refused') return said.outcome === 'done';
    // The matter has moved by itself meanwhile; the next round looks anew.
    if (said.refusal.code === 'StaleVersion') return false;
  }
  return false;
}

/** One command per matter, version and new holder, heard in that version only: what was decided since is not overrun. */
function handOver(lapsed: Lapsed, { post, unit, people }: Stand, at: Instant) {
  const { id, kind, version, cause } = lapsed;
  const body: HandOverBody = { post, unit, reason: REASONS[cause], cause, people };
  const bodyHash = sha256(canonicalJson(body));
  const commandId = `holder-${sha256(`${id}\0${version.toString()}\0${bodyHash}`).slice(0, 32)}`;
  const command: Command = { commandId, type: 'HandOver', at, actor: SYSTEM, expectedVersion: version, body };
  return { command, kind, matterId: id, opens: false, via: 'update', bodyHash } as const;
}
