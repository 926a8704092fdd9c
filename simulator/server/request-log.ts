export type LoggedRequest = {
  /** Real time of arrival, epoch ms. */
  atMs: number
  method: string
  /** With query, as sent. */
  path: string
  /** 0 while there is no answer, or when there never will be one. */
  status: number
  headers: Record<string, string>
}

export type RequestLog = {
  add(request: Omit<LoggedRequest, 'status'>): LoggedRequest
  list(): LoggedRequest[]
  clear(): void
}

const LIMIT = 50_000

/** Keeps the newest 50,000 requests. */
export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = []
  return {
    add(request) {
      const entry = { ...request, status: 0 }
      entries.push(entry)
      // Cut seldom, so that a full log does not move 50,000 entries per request.
      if (entries.length > LIMIT + 1_000) entries = entries.slice(-LIMIT)
      return entry
    },
    list: () => entries.slice(-LIMIT).map((entry) => ({ ...entry })),
    clear() {
      entries = []
    },
  }
}
