import { CameraOutlined, CloseOutlined, PictureOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useRef, useState, type ChangeEvent, type ReactNode } from 'react';
import { useAddress } from '../parts/photo.tsx';
import type { KeptPhoto } from './entry.ts';
import './shots.css';

/** As large a file as the system takes. */
const FILE_MAX_BYTES = 20 * 1024 * 1024;
/** What the system takes as a picture; asked for by name, a phone turns its own format into one of them. */
const PICTURES = 'image/jpeg,image/png,image/webp';

interface ShotsProps {
  readonly photos: readonly KeptPhoto[];
  readonly label: string;
  /** What the pictures are of, for who only hears the page and where there are several such parts. */
  readonly about?: string;
  /** Under each picture. */
  readonly caption?: string;
  readonly max: number;
  /** Pictures that stand beside these, such as how it was before. */
  readonly children?: ReactNode;
  readonly onAdd: (files: readonly File[]) => void;
  readonly onRemove: (id: string) => void;
}

/** Takes pictures with the camera or from the album; they stay on this device as they are until they are sent. */
export function Shots({ photos, label, about = '', caption, max, children, onAdd, onRemove }: ShotsProps) {
  const [refused, setRefused] = useState<string | null>(null);
  const pick = (input: HTMLInputElement): void => {
    const files = [...(input.files ?? [])];
    input.value = '';
    const large = files.filter(({ size }) => size > FILE_MAX_BYTES);
    const left = files.filter(({ size }) => size <= FILE_MAX_BYTES);
    const isFull = photos.length + left.length > max;
    setRefused(
      large.length > 0
        ? `${large.map(({ name }) => name).join('、')}超过20 MB，请调低相机分辨率后重拍。`
        : isFull
          ? `最多${max.toString()}张，多出的没有加入。`
          : null,
    );
    onAdd(left.slice(0, max - photos.length));
  };
  return (
    <div className="shots">
      {children}
      {photos.map((photo, n) => (
        <figure key={photo.id}>
          <Shot photo={photo} words={`${about}第${(n + 1).toString()}张照片`} onRemove={onRemove} />
          {caption === undefined ? null : <figcaption>{caption}</figcaption>}
        </figure>
      ))}
      <Take
        label={photos.length === 0 ? label : '再拍一张'}
        about={about}
        isMain={photos.length === 0}
        isFull={photos.length >= max}
        onPick={pick}
      />
      {refused === null ? null : <Alert type="warning" showIcon title={refused} />}
    </div>
  );
}

interface TakeProps {
  readonly label: string;
  readonly about: string;
  readonly isMain: boolean;
  readonly isFull: boolean;
  readonly onPick: (input: HTMLInputElement) => void;
}

function Take({ label, about, isMain, isFull, onPick }: TakeProps) {
  const camera = useRef<HTMLInputElement>(null);
  const album = useRef<HTMLInputElement>(null);
  const input = {
    className: 'shots-input',
    type: 'file',
    accept: PICTURES,
    tabIndex: -1,
    'aria-hidden': true,
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
      onPick(target);
    },
  } as const;
  return (
    <div className="shots-take">
      <input ref={camera} {...input} capture="environment" />
      <input ref={album} {...input} multiple />
      <Button
        type={isMain ? 'primary' : 'default'}
        size="large"
        icon={<CameraOutlined aria-hidden />}
        aria-label={`${about}${label}`}
        disabled={isFull}
        onClick={() => camera.current?.click()}
      >
        {label}
      </Button>
      <Button
        size="large"
        icon={<PictureOutlined aria-hidden />}
        aria-label={`${about}${label}：从相册选择`}
        disabled={isFull}
        onClick={() => album.current?.click()}
      >
        相册
      </Button>
    </div>
  );
}

function Shot({
  photo,
  words,
  onRemove,
}: {
  readonly photo: KeptPhoto;
  readonly words: string;
  readonly onRemove: (id: string) => void;
}) {
  const address = useAddress(photo.blob);
  return (
    <div className="shots-one">
      <span className="photo">{address === null ? null : <img src={address} alt={words} />}</span>
      <button
        type="button"
        aria-label={`删除${words}`}
        onClick={() => {
          onRemove(photo.id);
        }}
      >
        <CloseOutlined aria-hidden />
      </button>
    </div>
  );
}
