import { FileOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { fileOf } from '../client/api.ts';
import './photo.css';

/** A piece of evidence: a picture that opens large, or a file to open. */
export function Photo({ hash, words }: { readonly hash: string; readonly words: string }) {
  const { data, error } = useQuery({
    queryKey: ['evidence', hash],
    queryFn: () => fileOf(`/v1/evidence/${hash}`),
    staleTime: Infinity,
  });
  return <Picture data={data} error={error} words={words} />;
}

interface PictureProps {
  /** Undefined while it is fetched. */
  readonly data: Blob | undefined;
  readonly error: unknown;
  readonly words: string;
}

/** A file that opens large, or that it is fetched, or that it is not to be had. */
export function Picture({ data, error, words }: PictureProps) {
  const address = useAddress(data);
  if (error !== null) return <span className="photo photo-none">{words}（不能查看）</span>;
  if (address === null) return <span className="photo photo-none">{words}</span>;
  return (
    <a className="photo" href={address} target="_blank" rel="noreferrer" aria-label={`打开${words}`}>
      {data?.type.startsWith('image/') === true ? <img src={address} alt={words} /> : <FileOutlined aria-hidden />}
    </a>
  );
}

/** An address under which this page shows a file, as long as it shows it. */
export function useAddress(blob: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (blob === undefined) return;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [blob]);
  return address;
}
