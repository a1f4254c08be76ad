import { Button, Result } from 'antd';
import { Link, useRouteError } from 'react-router';

/** Where nothing is shown: an unknown address, or a page that broke. What was typed is kept on this device. */
export function Missing() {
  const error = useRouteError();
  const isBroken = error !== undefined && error !== null;
  return (
    <Result
      status={isBroken ? 'error' : 'info'}
      title={<h1>{isBroken ? '页面出现错误' : '没有这个页面'}</h1>}
      subTitle={isBroken ? '已填写的内容保留在本机，刷新后继续。' : '地址不正确，或页面已经移走。'}
      extra={
        isBroken ? (
          <Button
            onClick={() => {
              location.reload();
            }}
          >
            刷新
          </Button>
        ) : (
          <Link to="/">回工作台</Link>
        )
      }
    />
  );
}
