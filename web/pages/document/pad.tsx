import { Button } from 'antd';
import { useEffect, useRef, useState, type PointerEvent } from 'react';

const HEIGHT = 200;
const PEN = 3;
/** So many pixels at most across: the API takes pictures of up to 2,000. */
const WIDTH_MAX = 1_600;

interface PadProps {
  /** A PNG as a data URL; null while nothing is drawn. */
  readonly onChange: (image: string | null) => void;
}

/** A field to sign in with a finger, a pen or a mouse. */
export function Pad({ onChange }: PadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const [isEmpty, setEmpty] = useState(true);
  useEffect(() => {
    if (canvas.current !== null) clear(canvas.current);
  }, []);
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const context = canvas.current?.getContext('2d');
    if (last.current === null || context === null || context === undefined) return;
    const here = { x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY };
    context.beginPath();
    context.moveTo(last.current.x, last.current.y);
    context.lineTo(here.x, here.y);
    context.stroke();
    last.current = here;
  };
  const end = (): void => {
    if (last.current === null) return;
    last.current = null;
    setEmpty(false);
    onChange(canvas.current?.toDataURL('image/png') ?? null);
  };
  return (
    <div className="pad">
      <canvas
        ref={canvas}
        className="pad-field"
        aria-label="签名处，请用手指、触控笔或鼠标书写"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = { x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY };
          draw(event);
        }}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      {isEmpty ? <span className="pad-hint">请在框内书写姓名</span> : null}
      <Button
        size="large"
        disabled={isEmpty}
        onClick={() => {
          if (canvas.current !== null) clear(canvas.current);
          setEmpty(true);
          onChange(null);
        }}
      >
        重写
      </Button>
    </div>
  );
}

/** Makes the field as large as it is shown, in the pixels of the screen, white as paper whatever the look of the page. */
function clear(canvas: HTMLCanvasElement): void {
  const width = canvas.clientWidth;
  const scale = Math.min(devicePixelRatio, WIDTH_MAX / width);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(HEIGHT * scale);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(scale, scale);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, HEIGHT);
  context.strokeStyle = '#111';
  context.lineWidth = PEN;
  context.lineCap = 'round';
  context.lineJoin = 'round';
}
