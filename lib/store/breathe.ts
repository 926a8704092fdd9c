import 'server-only'

/** Lets everybody else have a turn: libsql is synchronous, and many queries in a row would hold up the whole server. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
