import 'server-only'
import { readFileSync } from 'node:fs'

export type Environment = Readonly<Record<string, string | undefined>>

export type SettingReader = {
  /** All faults so far, in the order in which they were found. */
  faults: string[]
  /** Notes a fault; returns an empty text so that the reading can go on to the next setting. */
  fault: (text: string) => ''
  /** Null when unset or blank. */
  text: (name: string) => string | null
  /** From NAME or from the file that NAME_FILE names; a file's last line break is not part of the secret. */
  secret: (name: string) => string | null
  integer: (name: string, range: { fallback: number; min: number; max: number }) => number
  flag: (name: string) => boolean
  oneOf: <Word extends string>(name: string, words: readonly Word[], fallback: Word) => Word
}

/** Reads environment settings without stopping at the first fault. */
export function createSettingReader(env: Environment): SettingReader {
  const faults: string[] = []
  const fault = (text: string): '' => {
    faults.push(text)
    return ''
  }
  const text = (name: string): string | null => env[name]?.trim() || null

  return {
    faults,
    fault,
    text,
    secret(name) {
      // Not trimmed: blanks at the ends may belong to a password.
      const direct = env[name] || null
      const path = text(`${name}_FILE`)
      if (path === null) return direct
      if (direct !== null) return fault(`${name} and ${name}_FILE are both set: keep one of them`)
      try {
        // The comment keeps the bundler from packing the whole project for a path it cannot know.
        const secret = readFileSync(/* turbopackIgnore: true */ path, 'utf8').replace(/\r?\n$/, '')
        return secret || fault(`${name}_FILE ${JSON.stringify(path)} is empty`)
      } catch (cause) {
        return fault(
          `${name}_FILE cannot be read: ${cause instanceof Error ? cause.message : 'unknown reason'}`,
        )
      }
    },
    integer(name, { fallback, min, max }) {
      const raw = text(name)
      if (raw === null) return fallback
      const value = /^-?\d+$/.test(raw) ? Number(raw) : Number.NaN
      if (value >= min && value <= max) return value
      fault(`${name} is ${JSON.stringify(raw)}: it must be a whole number from ${min} to ${max}`)
      return fallback
    },
    flag(name) {
      const raw = text(name)?.toLowerCase() ?? 'false'
      if (raw === 'true' || raw === 'false') return raw === 'true'
      fault(`${name} is ${JSON.stringify(raw)}: it must be true or false`)
      return false
    },
    oneOf(name, words, fallback) {
      const raw = text(name)
      if (raw === null) return fallback
      const word = words.find((one) => one === raw.toLowerCase())
      if (word !== undefined) return word
      fault(`${name} is ${JSON.stringify(raw)}: it must be one of ${words.join(', ')}`)
      return fallback
    },
  }
}
