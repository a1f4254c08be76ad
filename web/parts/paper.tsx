import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { fileOf } from '../client/api.ts';
import { wordsOf } from '../client/problem.ts';
import { saveBlob } from '../client/save.ts';
import { Loading } from './loading.tsx';
import './paper.css';

interface PaperProps {
  /** Of the PDF. */
  readonly path: string;
  readonly name: string;
}

/** A PDF of the API as it looks on paper; where a browser shows none inside a page, it is opened or saved. */
export function Paper({ path, name }: PaperProps) {
  const { data, error } = useQuery({ queryKey: [path, 'file'], queryFn: () => fileOf(path), staleTime: Infinity });
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (data === undefined) return;
    const made = URL.createObjectURL(new Blob([data], { type: 'application/pdf' }));
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [data]);
  if (error !== null) return <Alert type="error" showIcon title={wordsOf(error)} />;
  if (data === undefined || address === null) return <Loading />;
  return (
    <div className="paper">
      {navigator.pdfViewerEnabled ? (
        <iframe src={`${address}#view=FitH`} title={name} />
      ) : (
        <p className="quiet">这个浏览器不能在页内显示文书，请打开或下载阅看。</p>
      )}
      <div className="paper-acts">
        <Button size="large" href={address} target="_blank" rel="noreferrer">
          打开
        </Button>
        <Button
          size="large"
          onClick={() => {
            saveBlob(data, `${name}.pdf`);
          }}
        >
          下载
        </Button>
      </div>
    </div>
  );
}
