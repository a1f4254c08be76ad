import { Alert, Button, Progress } from 'antd';
import { useEffect } from 'react';
import { isRunning, useJob } from '../../client/job.ts';
import { changed } from '../../client/queries.ts';
import { Paper } from '../../parts/paper.tsx';

interface CheckProps {
  readonly document: string;
  readonly name: string;
  readonly id: string;
  readonly onUse: () => void;
}

/** What was found of a template that was handed in: everything that is wrong, or how it will look. */
export function TemplateCheck({ document, name, id, onUse }: CheckProps) {
  const { data } = useJob(`/v1/registers/templates/${document}/checks/${id}`);
  const stands = data?.stands === true;
  useEffect(() => {
    if (stands) void changed('/v1/registers/templates?');
  }, [stands]);
  if (data === undefined || isRunning(data))
    return (
      <div role="status" className="template-check">
        <Progress percent={100} status="active" showInfo={false} aria-label="进度" />
        正在检查字段并排版……
      </div>
    );
  if (data.status === 'failed')
    return (
      <Alert
        className="template-check"
        type="error"
        showIcon
        title="检查没有完成，现用的模板没有变。请稍后重新上传。"
      />
    );
  if (data.faults.length > 0)
    return (
      <Alert
        className="template-check"
        type="error"
        showIcon
        title={`有${data.faults.length.toString()}处要改，现用的模板没有变`}
        description={
          <ul>
            {data.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        }
      />
    );
  return (
    <div className="template-check">
      <Alert
        type="success"
        showIcon
        title={stands ? '已经启用，以后制作的文书用这份模板。' : '没有问题。请看过预览再启用。'}
        action={
          stands ? null : (
            <Button type="primary" size="large" onClick={onUse}>
              启用
            </Button>
          )
        }
      />
      {data.preview === null ? null : <Paper path={data.preview} name={`${name}预览`} />}
    </div>
  );
}
