import 'server-only'

/** A page must not wait long for what the record adds to it. */
const RECORD_WAIT_MS = 1_000

/** Null where it fails or takes too long. */
export async function inTime<Value>(reading: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), RECORD_WAIT_MS)
    timer.unref()
  })
  try {
    return await Promise.race([reading, late])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
