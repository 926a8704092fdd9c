import { writeSync } from 'node:fs'
import type { Selectable } from 'kysely'
import type { SessionWrite } from '@/lib/store/session-write'
import type { Tables } from '@/lib/store/tables'

/** What a child tells its parent, one line of JSON each, in the order in which it happened. */
export type ChildLine =
  /** The program is loaded and is about to open the record. */
  | { kind: 'up' }
  /** The record is open. */
  | { kind: 'open' }
  | { kind: 'begin' }
  /** A statement that changes something, or a commit, is about to be sent, or a commit has just returned. */
  | { kind: 'step' }
  | { kind: 'end'; committed: boolean; tookMs: number }
  /** These writes stand in the record: from now on they must never be missing. */
  | { kind: 'written'; writes: readonly SessionWrite[] }
  | { kind: 'stopped' }
  | { kind: 'checked'; faults: string[]; sizeBytes: number; record: RawRecord }

/** All rows of the tables that a recorder fills, as they stand there. */
export type RawRecord = { [Name in RecordTable]: Selectable<Tables[Name]>[] }

export const RECORD_TABLES = [
  'sessions',
  'task_sessions',
  'session_samples',
  'task_samples',
  'transitions',
  'gaps',
  'replica_points',
] as const
export type RecordTable = (typeof RECORD_TABLES)[number]

const STDOUT = 1

/** Returns when the parent's pipe holds the line, so that no SIGKILL can take it back. */
export function say(line: ChildLine): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDOUT, rest))
    } catch (error) {
      // The pipe is full until the parent has read.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    }
  }
}
