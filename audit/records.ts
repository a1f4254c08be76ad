import { lastSeal, type SealDocument } from '../db/seals.ts';
import type { Audited } from './auditor.ts';
import { checkBundles } from './releases/check-bundles.ts';
import { sealFolder } from './seal-folder.ts';
import { checkOwnSeals, checkSealedHeads } from './seals/against.ts';
import { checkSealChainInTurns, sealFault, soundSeals } from './seals/check.ts';
import { checkTrail } from './trail/check.ts';
import { checkRegisters } from './trail/registers.ts';
import { found } from './unreadable.ts';
import { verdictOf, type Difference, type Verdict } from './verdict.ts';

/**
 * Audits what belongs to no matter: the audit trail, the registers, the code that ran, and the seals themselves, with what
 * they say of trail and code. Each verdict bears the record's name.
 */
export async function verifyRecords({ db, seal }: Audited): Promise<Verdict[]> {
  // Before the folder is read: a seal stands in the database first.
  const newest = await lastSeal(db);
  const trail = await found('trail', () => checkTrail(db));
  const registers = await found('register', () => checkRegisters(db));
  const { docs, keys: own } = await sealFolder(seal.dir)();
  const keys = seal.keys ?? own;
  const sound = soundSeals(docs, keys);
  const bundles = await found('code', () => checkBundles(db, bundlesIn(sound)));
  const sealed = await found('seal', () => checkSealedHeads(db, sound.map(besidesMatters)));
  const seals = [
    ...(await found('seal', () => checkSealChainInTurns(docs, keys))),
    ...(await found('seal', () => checkOwnSeals(db, docs))),
    ...(seal.isCopy === true ? [] : checkDelivered(newest?.body.n ?? 0, docs)),
    ...sealed.filter(({ witness }) => witness === 'seal'),
  ];
  const of = (wanted: Difference['witness']) => sealed.filter(({ witness }) => witness === wanted);
  return [
    verdictOf('trail', [...trail, ...of('trail')]),
    verdictOf('registers', registers),
    verdictOf('bundles', [...bundles, ...of('code')]),
    verdictOf('seals', seals),
  ];
}

function bundlesIn(docs: readonly SealDocument[]): ReadonlySet<string> {
  const chains = docs.flatMap((doc) => doc.heads.map(([chain]) => chain));
  return new Set(chains.filter((chain) => chain.startsWith('bundle/')).map((chain) => chain.slice('bundle/'.length)));
}

/** The heads of matters are held against their ledgers and archived histories one by one. */
function besidesMatters(doc: SealDocument): SealDocument {
  return { ...doc, heads: doc.heads.filter(([chain]) => !/^(?:matter|history)\//.test(chain)) };
}

function checkDelivered(newest: number, docs: readonly SealDocument[]): Difference[] {
  const last = docs.at(-1)?.body.n ?? 0;
  if (newest <= last) return [];
  const where = last === 0 ? '封签文件夹里一份也没有' : `封签文件夹只到第 ${last.toString()} 号`;
  return [sealFault(last + 1, `数据库里已有第 ${newest.toString()} 号封签，${where}`)];
}
