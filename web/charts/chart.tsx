import { useEffect, useRef } from 'react';
import type { ECharts } from 'echarts/core';
import { useIsDark } from '../app/theme.ts';
import { drawingOf, heightOf, type Bars } from './bars.ts';
import './chart.css';

interface ChartProps {
  readonly bars: Bars;
  /** What is opened by a tap on the bars of a name. */
  readonly onName?: (n: number) => void;
}

/** A picture of figures that also stand in a table; what draws it is loaded when the first one is shown. */
export function Chart({ bars, onName }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const tapped = useRef(onName);
  const isDark = useIsDark();
  useEffect(() => {
    tapped.current = onName;
  }, [onName]);
  useEffect(() => {
    const here = box.current;
    if (here === null) return;
    let stop: (() => void) | null = null;
    let isGone = false;
    void import('./echarts.ts').then(({ canvasIn }) => {
      // Another drawing may have taken this one's place while the library was loaded.
      if (!isGone) stop = draw(canvasIn(here), here, bars, (n) => tapped.current?.(n));
    });
    return () => {
      isGone = true;
      stop?.();
    };
    // Colours are read from the page, which has others in the dark.
  }, [bars, isDark]);
  return <div ref={box} className="chart" role="img" aria-label={bars.title} style={{ height: heightOf(bars) }} />;
}

/** Draws, and again in every size that the box takes; the answer ends it. */
function draw(chart: ECharts, box: HTMLElement, bars: Bars, onName: (n: number) => void): () => void {
  const look = getComputedStyle(document.documentElement);
  chart.setOption(drawingOf(bars, (variable) => look.getPropertyValue(variable).trim()));
  chart.on('click', ({ dataIndex }) => {
    onName(dataIndex);
  });
  const watching = new ResizeObserver(() => {
    chart.resize();
  });
  watching.observe(box);
  return () => {
    watching.disconnect();
    chart.dispose();
  };
}
