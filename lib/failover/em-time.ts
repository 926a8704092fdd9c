const FORMAT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/
/** .NET's "never", as SQL Server stores it. */
const NEVER_BEFORE_YEAR = 1900

/**
 * Reads a time of Enterprise Manager: ISO 8601 in UTC with 0 to 7 fraction digits, sometimes without Z.
 * @returns UTC text with at most milliseconds and a Z; null for empty text, for "never" (year 1753) and for what is no time
 * @see EM wire reference §5.3
 */
export function parseEmTime(raw: string | null): string | null {
  const match = FORMAT.exec(raw?.trim() ?? '')
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match
  if (Number(year) < NEVER_BEFORE_YEAR) return null
  const millis = fraction.padEnd(3, '0').slice(0, 3)
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millis}${zone}`)
  // A date such as 30 February rolls over instead of failing; it is no time either.
  if (Number.isNaN(at.getTime()) || (zone === 'Z' && at.getUTCDate() !== Number(day))) return null
  return at.toISOString()
}
