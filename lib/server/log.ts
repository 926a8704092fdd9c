import 'server-only'
import pino from 'pino'
import type { LogLevel } from './config'

export type LogEvent = { level: 'debug' | 'info' | 'warn' | 'error'; event: string; [field: string]: unknown }
export type Log = (event: LogEvent) => void

/** One line of JSON per event on standard output; `event` is a fixed word, the rest are its fields. */
export function createLog(level: LogLevel): Log {
  const logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // Nobody should log these; if somebody does, they still do not reach the file.
    redact: {
      paths: ['password', '*.password', 'token', '*.token', 'authorization', 'headers'],
      censor: '[redacted]',
    },
  })
  return ({ level: eventLevel, ...fields }) => {
    logger[eventLevel](fields)
  }
}
