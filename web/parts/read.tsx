import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import type { Answer } from '../client/answers.ts';
import { wordsOf } from '../client/problem.ts';
import { useRead } from '../client/queries.ts';
import { Loading } from './loading.tsx';

/** What a path of the API answers, shown once it is there; otherwise why it is not and what to do. */
export function Read<Path extends string>({
  path,
  children,
}: {
  readonly path: Path;
  readonly children: (answer: Answer<Path>) => ReactNode;
}) {
  const { data, error, refetch } = useRead(path);
  if (data !== undefined) return children(data);
  if (error === null) return <Loading />;
  return (
    <Alert
      type="error"
      showIcon
      title={wordsOf(error)}
      action={
        <Button
          size="small"
          onClick={() => {
            void refetch();
          }}
        >
          重试
        </Button>
      }
    />
  );
}
