import { AimOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';

const LOOK_MS = 15_000;

/** Writes where the device stands as words of the place; says what to do when the device does not tell. */
export function Here({ onPlace }: { readonly onPlace: (words: string) => void }) {
  const [isLooking, setLooking] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  if (!('geolocation' in navigator)) return null;
  const look = (): void => {
    setLooking(true);
    setRefused(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        setLooking(false);
        onPlace(
          `（${degrees('北纬', '南纬', latitude)}，${degrees('东经', '西经', longitude)}，误差约${Math.ceil(accuracy).toString()}米）`,
        );
      },
      ({ code, PERMISSION_DENIED }) => {
        setLooking(false);
        setRefused(
          code === PERMISSION_DENIED
            ? '没有定位权限：请在系统设置中允许浏览器定位，或直接写明地点。'
            : '没有取得定位：请到开阔处再试，或直接写明地点。',
        );
      },
      { enableHighAccuracy: true, timeout: LOOK_MS, maximumAge: 60_000 },
    );
  };
  return (
    <>
      <Button className="report-here" icon={<AimOutlined aria-hidden />} loading={isLooking} onClick={look}>
        用当前位置
      </Button>
      {refused === null ? null : (
        <div className="soon" role="status">
          {refused}
        </div>
      )}
    </>
  );
}

function degrees(above: string, below: string, value: number): string {
  return `${value < 0 ? below : above}${Math.abs(value).toFixed(6)}°`;
}
