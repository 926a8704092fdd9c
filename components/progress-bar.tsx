import type { ReactNode } from 'react'

type Props = {
  label: string
  /** Null: none is known. The bar is then empty and says so; it never moves by itself. */
  percent: number | null
  valueText: string
  fill: string
  className?: string
}

export function ProgressBar({ label, percent, valueText, fill, className = '' }: Props): ReactNode {
  return (
    <span
      // The element <progress> cannot be drawn alike in all browsers, nor can it hold a dashed "not known".
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent !== null && { 'aria-valuenow': percent })}
      aria-valuetext={valueText}
      className={`ages inline-block h-1.5 overflow-hidden rounded-full ${percent === null ? 'border border-dashed border-line-strong' : 'bg-track'} ${className}`}
    >
      {percent !== null && (
        <span
          className={`bar-fill ages-fill tone-change block h-full rounded-full ${fill}`}
          style={{ width: `${percent}%` }}
        />
      )}
    </span>
  )
}
