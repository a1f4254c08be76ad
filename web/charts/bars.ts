import type { Drawing } from './echarts.ts';

export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  /** Which variable of the page's colours it has. */
  readonly colour: '--well' | '--soon' | '--late' | '--quiet' | '--accent';
}

/** Bars over names: side by side or stacked, standing or lying. */
export interface Bars {
  readonly title: string;
  readonly names: readonly string[];
  readonly series: readonly Series[];
  readonly isStacked?: boolean;
  /** Lying bars leave room for long names. */
  readonly isLying?: boolean;
}

const ROW_PX = 30;
const STANDING_PX = 300;

/** How high the drawing has to be for every name to be read. */
export function heightOf({ names, isLying = false }: Bars): number {
  return isLying ? 64 + Math.max(3, names.length) * ROW_PX : STANDING_PX;
}

/** The drawing of bars in the colours that the page has now. */
export function drawingOf(bars: Bars, colourOf: (variable: string) => string): Drawing {
  const { title, names, series, isStacked = false, isLying = false } = bars;
  const [ink, quiet, line, sheet] = ['--ink', '--quiet', '--line', '--sheet'].map(colourOf) as [
    string, string, string, string,
  ]; // prettier-ignore
  const across = {
    type: 'category' as const,
    data: [...names],
    inverse: isLying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
    axisLabel: { color: quiet, hideOverlap: !isLying },
  };
  const along = {
    type: 'value' as const,
    minInterval: 1,
    axisLabel: { color: quiet },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    animation: false,
    // Patterns and words, since colour alone is not seen by all.
    aria: { enabled: true, decal: { show: true }, label: { description: `${title}。数字见旁边的表格。` } },
    textStyle: { color: ink, fontFamily: 'inherit' },
    grid: { left: 8, right: 24, top: 44, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { top: 0, left: 0, itemGap: 16, textStyle: { color: ink } },
    // Drawn on the canvas: the page allows no foreign style.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      axisPointer: { type: 'shadow' },
      backgroundColor: sheet,
      borderColor: line,
      textStyle: { color: ink },
      confine: true,
    },
    xAxis: isLying ? along : across,
    yAxis: isLying ? across : along,
    series: series.map(({ name, values, colour }) => ({
      type: 'bar',
      name,
      data: [...values],
      color: colourOf(colour),
      barMaxWidth: 28,
      ...(isStacked ? { stack: 'all' } : {}),
    })),
  };
}
