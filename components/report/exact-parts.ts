import { toDurationParts } from '@/lib/failover/duration'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

type ExactParts = {
  unit: 'below_second' | 'seconds' | 'minutes' | 'hours'
  hours: string
  minutes: string
  seconds: string
}

const two = (value: number): string => String(value).padStart(2, '0')

/** As {@link toDurationParts}, but with every unit down to the second, and days as hours. Whole seconds are cut. */
export function toExactParts(ms: number): ExactParts {
  const parts = toDurationParts(ms)
  if (parts.unit !== 'hours' && parts.unit !== 'days') {
    const { unit } = parts
    return {
      unit: unit === 'whole_minutes' ? 'minutes' : unit,
      hours: '0',
      minutes: 'minutes' in parts ? parts.minutes : '0',
      seconds: 'seconds' in parts ? parts.seconds : '0',
    }
  }
  return {
    unit: 'hours',
    hours: String(Math.floor(ms / HOUR_MS)),
    minutes: two(Math.floor((ms % HOUR_MS) / MINUTE_MS)),
    seconds: two(Math.floor((ms % MINUTE_MS) / 1000)),
  }
}
