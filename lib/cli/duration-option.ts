import 'server-only'

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `90s`, `60m`, `4h` or `1d` in ms; null for anything else, and for nothing at all. */
export function parseDurationOption(text: string): number | null {
  const match = /^(\d{1,6})\s*([smhd])$/.exec(text.trim())
  const [, amount = '', unit = ''] = match ?? []
  const ms = Number(amount) * (UNIT_MS[unit as keyof typeof UNIT_MS] ?? Number.NaN) // safe: the pattern knows no other unit
  return ms > 0 ? ms : null
}
