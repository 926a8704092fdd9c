import 'server-only'
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './config-error'
import { makeFolder } from '@/lib/files/make-folder'

const FILE = 'auth-secret'

/**
 * The key of all keyed hashes and sealed cookies: AUTH_SECRET, or one that was made at the first start and is kept under
 * DATA_DIR, readable by its owner alone.
 * @throws {ConfigError} if it can neither be read nor made
 */
export function readAuthSecret(given: string | null, dataDir: string): string {
  if (given !== null) return given
  const path = join(dataDir, FILE)
  try {
    return readFileSync(path, 'utf8').trim() || makeSecret(dataDir, path)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return makeSecret(dataDir, path)
    throw fault(path, cause)
  }
}

/** Whole or not at all, and never over another program's: two that start at once must agree on one. */
function makeSecret(dataDir: string, path: string): string {
  const draft = `${path}.${process.pid}.tmp`
  try {
    makeFolder(dataDir)
    const file = openSync(draft, 'w', 0o600)
    try {
      writeSync(file, randomBytes(48).toString('base64url'))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    // An empty one is what a full disk once left.
    if (readable(path) === '') rmSync(path)
    linkSync(draft, path)
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const other = readable(path)
    if (other) return other
    throw fault(path, cause)
  } finally {
    rmSync(draft, { force: true })
  }
}

function readable(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}

const fault = (path: string, cause: unknown): ConfigError =>
  new ConfigError([
    `AUTH_SECRET is not set and cannot be kept in ${JSON.stringify(path)}: ${cause instanceof Error ? cause.message : 'unknown reason'}; make DATA_DIR writable, or give AUTH_SECRET (openssl rand -base64 48)`,
  ])
