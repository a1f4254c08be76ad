import { theme, type ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const CHOICE = 'bihuan.theme';
const listeners = new Set<() => void>();

export type Look = 'light' | 'dark' | 'system';

/** Light or dark, as chosen here or as the device has it. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}

/** What was chosen on this device. */
export function look(): Look {
  const kept = localStorage.getItem(CHOICE);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function chooseLook(next: Look): void {
  localStorage.setItem(CHOICE, next);
  for (const listener of listeners) listener();
}

export function themeOf(isDarkNow: boolean): ThemeConfig {
  return {
    algorithm: isDarkNow ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: isDarkNow ? '#5aa9e6' : '#0f4c81',
      // antd's own grey, blue and red are too pale to read on a sheet.
      colorTextDescription: isDarkNow ? '#a3afbd' : '#5b6674',
      colorLink: isDarkNow ? '#5aa9e6' : '#0f4c81',
      colorError: isDarkNow ? '#ff8a7d' : '#b42318',
      // Whoever has asked their device for stillness gets it.
      motion: !still.matches,
      borderRadius: 6,
      // What is touched is as high as a finger.
      controlHeightLG: 44,
      fontFamily: "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif",
    },
    // White does not stand out on the dark look's blue.
    components: { Button: { primaryColor: isDarkNow ? '#0b1420' : '#ffffff' } },
  };
}

function isDark(): boolean {
  return look() === 'system' ? dark.matches : look() === 'dark';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  dark.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    dark.removeEventListener('change', listener);
  };
}
