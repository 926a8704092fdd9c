const STEP = 1000
const UNITS = ['bytes', 'kilobytes', 'megabytes', 'gigabytes'] as const

/** A size in the unit that leaves it short: one digit after the point below 100, none above. */
export function toSizeParts(bytes: number): { unit: (typeof UNITS)[number]; value: number } {
  let value = bytes
  let unit: (typeof UNITS)[number] = 'bytes'
  for (const next of UNITS.slice(1)) {
    if (value < STEP) break
    value /= STEP
    unit = next
  }
  return { unit, value: value < 100 ? Math.round(value * 10) / 10 : Math.round(value) }
}
