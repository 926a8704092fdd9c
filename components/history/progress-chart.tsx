'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { STANDING_ORDER } from '../status-look'
import { ChartGaps } from './chart-gaps'
import { ChartLegend } from './chart-legend'
import { ChartPatterns, toPatternUrl } from './chart-patterns'
import type { ChartData } from './chart-data'
import { ChartTooltip } from './chart-tooltip'
import { useTimeText } from '../use-time-text'
import { toTimeTicks } from './time-ticks'
import { useChartTexts } from './use-chart-texts'

const HEIGHT_PX = 248
/** Drawn before the true width is known. */
const FIRST = { width: 640, height: HEIGHT_PX }
const MOST_TICKS = 10

const axisText = { fontSize: 11.5, fill: 'var(--faint)' } as const
const still = { isAnimationActive: false } as const

/** The only file that needs the chart library. For a screen reader the chart is a picture with a summary. */
export function ProgressChart({ data }: { data: ChartData }): ReactNode {
  const t = useTranslations('history.progress')
  const id = useId()
  const { points, holes, fromMs, toMs, mostVms, hasPercent } = data
  const ticks = toTimeTicks(fromMs, toMs, MOST_TICKS, useTimeText().offsetMsOf)
  const { summary, axis, toTick, toPercent } = useChartTexts(data, ticks)
  return (
    <figure data-testid="progress-chart" className="grid gap-2">
      <ChartPatterns id={id} />
      <ChartLegend data={data} patternId={id} />
      {/* The chart is many elements, none of which <img> could hold. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div role="img" aria-label={summary} className="ages -mx-1">
        <ResponsiveContainer width="100%" height={HEIGHT_PX} initialDimension={FIRST}>
          <ComposedChart
            data={points}
            accessibilityLayer={false}
            margin={{ top: 18, right: 0, bottom: 0, left: 0 }}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="atMs"
              type="number"
              scale="time"
              domain={[fromMs, toMs]}
              ticks={ticks}
              tickFormatter={toTick}
              interval="equidistantPreserveStart"
              minTickGap={14}
              height={22}
              tick={axisText}
              stroke="var(--line-strong)"
            />
            <YAxis
              yAxisId="vms"
              domain={[0, Math.max(1, mostVms)]}
              allowDecimals={false}
              width={34}
              tick={axisText}
              axisLine={false}
              tickLine={false}
            />
            {hasPercent && (
              <YAxis
                yAxisId="percent"
                orientation="right"
                domain={[0, 100]}
                ticks={[0, 50, 100]}
                tickFormatter={toPercent}
                width={44}
                tick={axisText}
                axisLine={false}
                tickLine={false}
              />
            )}
            {STANDING_ORDER.map((standing) => (
              <Area
                key={standing}
                yAxisId="vms"
                dataKey={standing}
                stackId="vms"
                type="stepAfter"
                connectNulls={false}
                fill={toPatternUrl(id, standing)}
                fillOpacity={1}
                stroke="var(--surface)"
                strokeWidth={1}
                activeDot={false}
                {...still}
              />
            ))}
            {holes.map((hole, index) => (
              <ReferenceArea
                key={`${hole.gap.fromUtc} ${hole.gap.code}`}
                yAxisId="vms"
                x1={hole.fromMs}
                x2={hole.toMs}
                fill={toPatternUrl(id, 'gap')}
                fillOpacity={1}
                stroke="var(--line-strong)"
                label={{ value: index + 1, position: 'top', fontSize: 11.5, fill: 'var(--muted)' }}
              />
            ))}
            {/* The wider line below keeps the percentage apart from whatever colour it crosses. */}
            {hasPercent && (
              <Line
                {...percentLine}
                {...still}
                stroke="var(--surface)"
                strokeWidth={4.5}
                tooltipType="none"
              />
            )}
            {hasPercent && <Line {...percentLine} {...still} stroke="var(--text)" strokeWidth={1.75} />}
            <Tooltip
              content={<ChartTooltip holes={holes} />}
              cursor={{ stroke: 'var(--line-strong)' }}
              {...still}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <figcaption className="text-center text-[12px] text-faint">{axis}</figcaption>
      {!hasPercent && <p className="text-[12.5px] text-muted">{t('noPercent')}</p>}
      <ChartGaps holes={holes} />
    </figure>
  )
}

const percentLine = {
  yAxisId: 'percent',
  dataKey: 'percent',
  type: 'stepAfter',
  connectNulls: false,
  dot: false,
  activeDot: false,
} as const
