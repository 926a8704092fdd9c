import 'server-only'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { LogonPauseRecord, LogonPauseStore } from './logon-pause-store'
import { makeFolder } from '@/lib/files/make-folder'

/**
 * Keeps the pause in a file, which is replaced as a whole and readable by its owner alone.
 * A file that is missing or not ours counts as no pause; other faults of the file system are thrown as they are.
 */
export function createLogonPauseFile(path: string): LogonPauseStore {
  return {
    async load() {
      try {
        return parseRecord(await readFile(path, 'utf8'))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    async save(record) {
      makeFolder(dirname(path))
      const draft = `${path}.${process.pid}.tmp`
      const file = await open(draft, 'w', 0o600)
      try {
        await file.writeFile(JSON.stringify(record))
        // On the disk before the refusal is reported: a restart must not try the password again.
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
    },
    clear: () => rm(path, { force: true }),
  }
}

function parseRecord(text: string): LogonPauseRecord | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || !('untilMs' in value) || !('fingerprint' in value))
    return null
  const { untilMs, fingerprint } = value
  if (typeof untilMs !== 'number' || !Number.isFinite(untilMs) || typeof fingerprint !== 'string') return null
  return { untilMs, fingerprint }
}
