import 'server-only'

/** What outlives a restart: until when logons are paused, and for which credentials. */
export type LogonPauseRecord = {
  /** Milliseconds since 1970. */
  untilMs: number
  /** Of address, user name and password; see logon-fingerprint.ts. */
  fingerprint: string
}

export type LogonPauseStore = {
  load(): LogonPauseRecord | null | Promise<LogonPauseRecord | null>
  save(record: LogonPauseRecord): void | Promise<void>
  clear(): void | Promise<void>
}

/** For tests and for programs that log on once. */
export function createLogonPauseMemory(): LogonPauseStore {
  let kept: LogonPauseRecord | null = null
  return {
    load: () => kept,
    save: (record) => {
      kept = record
    },
    clear: () => {
      kept = null
    },
  }
}
