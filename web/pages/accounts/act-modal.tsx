import { App, Modal } from 'antd';
import type { Schema } from '../../client/answers.ts';
import { changed } from '../../client/queries.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { useBody } from '../registers/body.ts';
import { askedBy, type AccountAct } from './account-acts.ts';
import { InPost } from './of-person.tsx';
import type { Account } from './state.tsx';

interface ModalProps {
  readonly act: AccountAct;
  readonly account: Account;
  /** A password that was given anew, to be shown. */
  readonly onReset: (account: Schema<'NewAccount'>) => void;
  readonly onClose: () => void;
}

/** What comes of an act, what it asks for, and the button that does it. */
export function ActModal({ act, account: { username, name, person }, onReset, onClose }: ModalProps) {
  const { message } = App.useApp();
  const change = useBody('PATCH', '/v1/accounts/{username}');
  const send = async (body: unknown): Promise<void> => {
    const answer = await act.send(`/v1/accounts/${encodeURIComponent(username)}`, body as object);
    onClose();
    if (isReset(answer)) onReset(answer);
    else message.success(`已${act.label}。`);
    await changed('/v1/accounts');
  };
  const form = { name: `account.${username}.${act.label}`, submit: act.label, onSubmit: send };
  return (
    <Modal open title={`${act.label}：${name}（${username}）`} footer={null} onCancel={onClose} destroyOnHidden>
      <p>{act.about}</p>
      {change === null ? null : act.asks.includes('post') ? (
        <InPost {...form} person={person} schema={askedBy(act, change)} />
      ) : (
        <SchemaForm {...form} schema={askedBy(act, change)} />
      )}
    </Modal>
  );
}

function isReset(answer: unknown): answer is Schema<'NewAccount'> {
  return typeof answer === 'object' && answer !== null && 'oneTimePassword' in answer;
}
