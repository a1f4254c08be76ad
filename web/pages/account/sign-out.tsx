import { App, Button } from 'antd';
import { call } from '../../client/api.ts';
import { Problem } from '../../client/problem.ts';
import { queries } from '../../client/queries.ts';
import { session, setSession } from '../../client/session.ts';
import { forgetKept } from '../../offline/kept.ts';
import { useQueue } from '../../offline/queue.ts';

/** Signs out; what waits on this device stays for when the same person signs in again, which is said before. */
export function SignOut() {
  const waiting = useQueue()?.length ?? 0;
  const { modal, message } = App.useApp();
  const leave = async (): Promise<void> => {
    const person = session()?.person ?? '';
    try {
      await call('DELETE', '/v1/sessions');
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401))
        message.warning('没有联系上系统：本机已退出，原登录到期后失效，也可以在其他设备的“我的”中结束它。', 10);
    }
    setSession(null);
    queries.clear();
    // After it: what was being read ahead is no longer kept.
    await forgetKept(person).catch(() => undefined);
  };
  return (
    <Button
      size="large"
      onClick={() => {
        if (waiting === 0) void leave();
        else
          modal.confirm({
            title: `还有${waiting.toString()}条没有发送`,
            content: '退出后不会发送，仍保留在本机，您本人再次登录后继续发送。别人登录看不到，也不会代您发送。',
            okText: '仍然退出',
            cancelText: '先不退出',
            onOk: leave,
          });
      }}
    >
      退出登录
    </Button>
  );
}
