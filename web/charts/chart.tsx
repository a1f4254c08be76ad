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
  const height = heightOf(bars);
  useEffect(() => {
    tapped.current = onName;
  }, [onName]);
  useEffect(() => {
    const here = box.current;
    if (here === null) return;
    const drawn = draw(here, bars, (n) => tapped.current?.(n));
    return () => {
      void drawn.then((stop) => {
        stop();
      });
    };
    // Colours are read from the page, which has others in the dark.
  }, [bars, isDark, height]);
  return <div ref={box} className="chart" role="img" aria-label={bars.title} style={{ height }} />;
}

async function draw(box: HTMLElement, bars: Bars, onName: (n: number) => void): Promise<() => void> {
  const { canvasIn } = await import('./echarts.ts');
  const chart: ECharts = canvasIn(box);
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
