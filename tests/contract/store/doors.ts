import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'
import { EM_URL } from './addresses'
import type { StoreAddress } from '@/lib/store/open-database'
import { createStoreDoor, type StoreDoor } from '@/lib/store/store-door'
import { StoreError } from '@/lib/store/store-error'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** A predecessor that does not let go is waited for so long. */
export const PATIENCE_MS = 50

/** What a test opens is ended after it, newest first. */
export function createEndings(): (end: () => unknown) => void {
  const endings: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end()
  })
  return (end) => endings.push(end)
}

export type Doors = (address: StoreAddress, emUrl?: string, now?: () => number) => StoreDoor

/** Doors that are disposed of after each test. */
export function createDoors(after: (end: () => unknown) => void): Doors {
  return (address, emUrl = EM_URL, now = Date.now) => {
    const door = createStoreDoor(address, emUrl, { now, patienceMs: PATIENCE_MS })
    after(() => door.dispose())
    return door
  }
}

export async function faultOf(work: Promise<unknown>): Promise<StoreError> {
  try {
    await work
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
  throw new Error('It did not fail.')
}

/** Another process that opens the record as the app does. */
export async function startHolder(
  address: StoreAddress,
): Promise<{ said: string; kill: (signal: NodeJS.Signals) => Promise<void> }> {
  const tsx = import.meta.resolve('tsx')
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', tsx, file('./hold-record.ts'), JSON.stringify(address)],
    { cwd: file('../../..'), stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  const said = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('error', reject)
    child.once('exit', () => resolve('ended without a word'))
  })
  return {
    said,
    async kill(signal) {
      child.kill(signal)
      await ended
    },
  }
}

/** Waits until something holds, without waiting much longer than needed. */
export async function until(holds: () => boolean | Promise<boolean>, mostMs = 10_000): Promise<void> {
  const endMs = performance.now() + mostMs
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error('It has not come to hold.')
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
}
