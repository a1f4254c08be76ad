import { Button } from 'antd';
import { useState } from 'react';
import { ALL_SEEING, useMay } from '../../client/may.ts';
import { Sheet } from '../../parts/page.tsx';
import { EffectOf } from './effect-of.tsx';
import type { PolicyVersion } from './policy.ts';

/** What a version would do to matters under way, without doing it. */
export function Effect({ version }: { readonly version: PolicyVersion }) {
  const [asked, setAsked] = useState<string | null>(null);
  const maySee = useMay(ALL_SEEING);
  if (!maySee) return null;
  return (
    <Sheet title="试算：适用于在办事项会怎样">
      {asked === version.id ? (
        <EffectOf
          path={`/v1/registers/policies/${version.id}/effect`}
          none="没有在办事项会受影响：它们已按这一版办理，或不适用这一版。"
        />
      ) : (
        <>
          <p className="quiet">逐件推算，不作任何改动。</p>
          <Button
            size="large"
            onClick={() => {
              setAsked(version.id);
            }}
          >
            试算
          </Button>
        </>
      )}
    </Sheet>
  );
}
