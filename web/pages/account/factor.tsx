import { useState } from 'react';
import type { SignedIn } from '../../client/session.ts';
import { Bind } from './bind.tsx';
import { Codes } from './codes.tsx';
import { readSessionAgain } from './session-now.ts';
import { Unbind } from './unbind.tsx';

/** The second factor: bound by showing the password and a first code; given up by showing both. */
export function Factor({ session }: { readonly session: SignedIn }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null)
    return (
      <Codes
        codes={codes}
        onKept={() => {
          setCodes(null);
          void readSessionAgain();
        }}
      />
    );
  if (session.method === 'totp')
    return (
      <>
        <p className="well">已绑定动态口令，登录时须一并填写。</p>
        <Unbind />
      </>
    );
  return <Bind onBound={setCodes} />;
}
