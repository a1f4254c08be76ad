import { CameraOutlined, DeleteOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useId, useRef, useState } from 'react';
import { wordsOf } from '../client/problem.ts';
import { Photo } from '../parts/photo.tsx';
import { upload } from './upload.ts';
import './files.css';

interface FilesProps {
  readonly max: number;
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[]) => void;
}

/** Evidence: pictures from the camera or files, handed in as they are picked; the value is their hashes. */
export function Files({ max, id, value = [], onChange }: FilesProps) {
  const own = useId();
  const input = useRef<HTMLInputElement>(null);
  const [waiting, setWaiting] = useState(0);
  const { message } = App.useApp();
  const add = async (files: readonly File[]): Promise<void> => {
    setWaiting(files.length);
    let kept = value;
    for (const file of files) {
      try {
        kept = [...new Set([...kept, await upload(file)])].slice(0, max);
        onChange?.(kept);
      } catch (error) {
        message.error(`${file.name}：${wordsOf(error)}`);
      }
      setWaiting((left) => left - 1);
    }
  };
  return (
    <div className="files">
      {value.map((hash, n) => (
        <div key={hash} className="files-one">
          <Photo hash={hash} words={`第${(n + 1).toString()}个附件`} />
          <Button
            size="small"
            aria-label={`移除第${(n + 1).toString()}个附件`}
            icon={<DeleteOutlined aria-hidden />}
            onClick={() => onChange?.(value.filter((one) => one !== hash))}
          />
        </div>
      ))}
      <input
        ref={input}
        id={id ?? own}
        className="files-input"
        type="file"
        multiple
        accept="image/*,application/pdf,video/mp4"
        onChange={({ target }) => {
          void add([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button
        icon={<CameraOutlined aria-hidden />}
        loading={waiting > 0}
        disabled={value.length >= max}
        onClick={() => input.current?.click()}
      >
        {waiting > 0 ? `正在上传，还有${waiting.toString()}个` : '拍照或选文件'}
      </Button>
    </div>
  );
}
