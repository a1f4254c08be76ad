import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../client/may.ts';
import { chineseDay } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import { Records } from '../../parts/records.tsx';
import { ActForm } from '../registers/act-form.tsx';
import { useActs, type RegisterAct } from '../registers/acts.ts';
import type { SpecialPeriod } from './year.ts';

/** 特殊时段: those that stand and those that were revoked, and forms for whoever decides them. */
export function Specials({ specials }: { readonly specials: readonly SpecialPeriod[] }) {
  const acts = useActs('special-periods');
  const isMine = useMay(acts[0]?.who ?? []);
  const [open, setOpen] = useState<{ act: RegisterAct; of: SpecialPeriod | null } | null>(null);
  const close = (): void => {
    setOpen(null);
  };
  const [add, revoke] = [acts.find(({ ofEntry }) => !ofEntry), acts.find(({ ofEntry }) => ofEntry)];
  return (
    <Sheet title="特殊时段">
      <p className="quiet">登记、撤销只管此后登记的事项；在办事项的期限不变，到适用新一版办理规则时一并改用。</p>
      {specials.length === 0 ? (
        <p className="quiet">还没有登记特殊时段。</p>
      ) : (
        <Records
          label="特殊时段"
          rows={specials}
          keyOf={({ id }) => id}
          columns={[
            { title: '名称', cell: ({ name }) => name },
            { title: '时间', cell: ({ from, to }) => `${chineseDay(from)}至${chineseDay(to)}` },
            { title: '依据', cell: ({ basis }) => basis },
            {
              title: '状态',
              cell: (one) =>
                one.revokedAt !== null ? (
                  <span className="quiet">{chineseDay(one.revokedAt)}撤销</span>
                ) : isMine && revoke !== undefined ? (
                  <Button
                    onClick={() => {
                      setOpen({ act: revoke, of: one });
                    }}
                  >
                    撤销
                  </Button>
                ) : (
                  '有效'
                ),
            },
          ]}
        />
      )}
      {isMine && add !== undefined ? (
        <Button
          size="large"
          onClick={() => {
            setOpen({ act: add, of: null });
          }}
        >
          登记特殊时段
        </Button>
      ) : null}
      {open === null ? null : <ActForm register="special-periods" act={open.act} entry={open.of} onClose={close} />}
    </Sheet>
  );
}
