import { at } from '../history/history-json.ts';
import { isSealBody } from '../seals/read.ts';
import type { Proof } from '../seals/tree.ts';
import type { CarriedSeal } from './carried-seals.ts';
import { listIn } from './carried-shapes.ts';
import { Unreadable } from './shapes.ts';

/** The content of `seals.json`. Throws `Unreadable`. */
export function sealsIn(value: unknown): CarriedSeal[] {
  return listIn(value).map((seal) => {
    const [body, signature] = [at(seal, 'body'), at(seal, 'signature')];
    if (!isSealBody(body) || typeof signature !== 'string') throw new Unreadable('有一份不是封签');
    return { body, signature, proofs: listIn(at(seal, 'proofs')).map(proofIn) };
  });
}

function proofIn(value: unknown): Proof {
  const [leaf, index, path] = ['leaf', 'index', 'path'].map((name) => at(value, name));
  const [chain, length, head] = listIn(leaf);
  const isLeaf = typeof chain === 'string' && Number.isSafeInteger(length) && typeof head === 'string';
  if (!isLeaf || !Number.isSafeInteger(index)) throw new Unreadable('有一份归入证明不完整');
  const beside = listIn(path).map((digest) => {
    if (typeof digest !== 'string') throw new Unreadable('有一份归入证明不完整');
    return digest;
  });
  return { leaf: [chain, length as number, head], index: index as number, path: beside };
}
