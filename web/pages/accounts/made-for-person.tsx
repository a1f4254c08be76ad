import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Answer } from '../../client/answers.ts';
import { call } from '../../client/api.ts';
import { useMay } from '../../client/may.ts';
import { changed } from '../../client/queries.ts';
import { useBody } from '../registers/body.ts';
import { OfPerson } from './of-person.tsx';

/** Lists to which 系统管理员 adds what belongs to a person and has a secret. */
type Path = '/v1/accounts' | '/v1/api-keys';

interface MadeProps<To extends Path> {
  readonly path: To;
  /** The button that begins it, and the heading of its form. */
  readonly label: string;
  readonly title: string;
  readonly submit: string;
  /** Under which what was typed is kept. */
  readonly draft: string;
  /** Above the form. */
  readonly about?: ReactNode;
  /** What was made, with a secret that is shown nowhere else. */
  readonly children: (made: Answer<To, 'POST'>, onKept: () => void) => ReactNode;
}

/** Makes something for somebody in the register, then shows its secret once. */
export function MadeForPerson<To extends Path>({ path, label, title, submit, draft, about, children }: MadeProps<To>) {
  const isMine = useMay(['admin']);
  const schema = useBody('POST', path);
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<{ readonly answer: Answer<To, 'POST'> } | null>(null);
  if (!isMine || schema === null) return null;
  const close = (): void => {
    setOpen(false);
  };
  return (
    <>
      <Button
        type="primary"
        size="large"
        onClick={() => {
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Modal open={isOpen} title={title} footer={null} onCancel={close} destroyOnHidden>
        {about}
        <OfPerson
          name={draft}
          schema={schema}
          submit={submit}
          onSubmit={async (body) => {
            setMade({ answer: await call('POST', path, { body }) });
            close();
            await changed(path);
          }}
        />
      </Modal>
      {made === null
        ? null
        : children(made.answer, () => {
            setMade(null);
          })}
    </>
  );
}
