import 'server-only'
import type { LogonPauseStore } from './logon-pause-store'

export type EmLogEvent = {
  level: 'debug' | 'info' | 'warn' | 'error'
  event: string
  [detail: string]: unknown
}

export type EmLog = (event: EmLogEvent) => void

/** Runs once after so many milliseconds, without keeping the process alive. @returns a function that calls it off */
export type Schedule = (run: () => void, ms: number) => () => void

export type EmSettings = {
  /** EM_URL: may end in `/`, `/api` or `/api/`, may carry the path of a proxy before it. */
  url: string
  username: string
  password: string
  /** PEM text of certificates to be trusted besides the system's. */
  caPem?: string
  /** SHA-256 of the one leaf certificate to be trusted, in hex; colons, spaces and case do not matter. */
  certSha256?: string
  /** For a whole request with its body, from when it is sent. */
  timeoutMs: number
  /** Default 32 MiB. */
  maxReplyBytes?: number
  logonPause: LogonPauseStore
  /** The logon is kept alive only while something is watched. */
  isWatched: () => boolean
  /** Milliseconds since 1970. */
  now?: () => number
  schedule?: Schedule
  log: EmLog
}

export const scheduleUnref: Schedule = (run, ms) => {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}
