import 'server-only'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createSettingReader, type Environment, type SettingReader } from './setting-reader'
import { ConfigError } from './config-error'
import type { StoreAddress } from '@/lib/store/open-database'
import type { Retention } from '@/lib/store/thin-samples'

export type StoreConfig = { dataDir: string; store: StoreAddress }

/** The file's name below DATA_DIR. */
const FILE = 'failover-monitor.db'
const LONGEST_DAYS = 36_500

/** The part of the settings that the record needs; the admin program needs no other. @throws {ConfigError} */
export function loadStoreConfig(env: Environment): StoreConfig {
  const read = createSettingReader(env)
  const config = readStoreConfig(read)
  if (read.faults.length > 0) throw new ConfigError(read.faults)
  return config
}

export function readStoreConfig(read: SettingReader): StoreConfig {
  const dataDir = read.text('DATA_DIR') ?? './data'
  return { dataDir, store: toAddress(read.secret('DATABASE_URL'), dataDir, read.fault) }
}

export function readRetention(read: SettingReader): Retention {
  const fullDays = read.integer('RETENTION_FULL_DAYS', { fallback: 30, min: 1, max: LONGEST_DAYS })
  const minuteDays = read.integer('RETENTION_MINUTE_DAYS', { fallback: 365, min: 1, max: LONGEST_DAYS })
  if (minuteDays < fullDays) {
    read.fault(
      `RETENTION_MINUTE_DAYS is ${minuteDays}, less than RETENTION_FULL_DAYS (${fullDays}): samples cannot be thinned further before they are thinned at all`,
    )
  }
  return { fullDays, minuteDays }
}

function toAddress(raw: string | null, dataDir: string, fault: SettingReader['fault']): StoreAddress {
  const fallback: StoreAddress = { engine: 'sqlite', path: join(dataDir, FILE) }
  if (raw === null || raw.trim() === '') return fallback
  const text = raw.trim()
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase()
  if (scheme === 'postgres' || scheme === 'postgresql') {
    const url = URL.parse(text)
    if (url && url.hostname !== '' && url.pathname.length > 1) return { engine: 'postgresql', url: text }
    fault(
      'DATABASE_URL names no PostgreSQL database: write it like postgres://user:password@db.example.com:5432/failover',
    )
    return fallback
  }
  if (scheme === 'file') {
    const path = toFilePath(text)
    if (path !== null) return { engine: 'sqlite', path }
  }
  // The value may hold a password, so it is not repeated.
  fault(
    'DATABASE_URL is neither the address of a PostgreSQL database (postgres://…) nor of a SQLite file (file:/var/lib/failover-monitor/failover-monitor.db)',
  )
  return fallback
}

/** `file:relative`, `file:/absolute` and `file:///absolute`. */
function toFilePath(text: string): string | null {
  const rest = text.slice('file:'.length)
  if (rest === '' || rest.includes('?')) return null
  if (!rest.startsWith('//')) return rest
  try {
    return fileURLToPath(text)
  } catch {
    return null
  }
}
