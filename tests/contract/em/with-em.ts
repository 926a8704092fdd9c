import { onTestFinished } from 'vitest'
import { createEmClient } from '@/lib/em/create-em-client'
import type { EmClient } from '@/lib/em/em-client'
import type { EmLogEvent, EmSettings } from '@/lib/em/em-settings'
import { createLogonPauseMemory } from '@/lib/em/logon-pause-store'
import { ReadError } from '@/lib/failover/read-error'
import { createManualClock, type ManualClock } from './clock'
import { startFakeEm, type FakeEm, type Handler } from './fake-em'

export const USERNAME = 'PROVIDER\\monitor'
export const PASSWORD = 'canary-pässwörd-17'

export type WithEm = { em: FakeEm; client: EmClient; clock: ManualClock; log: EmLogEvent[] }

/** A server with this handler and a client of it, both closed when the test ends. */
export async function withEm(handler: Handler, settings: Partial<EmSettings> = {}): Promise<WithEm> {
  const em = await startFakeEm(handler)
  onTestFinished(() => em.close())
  return { em, ...createClient({ url: em.url, ...settings }) }
}

export function createClient(settings: Partial<EmSettings> & { url: string }): Omit<WithEm, 'em'> {
  const clock = createManualClock()
  const log: EmLogEvent[] = []
  const client = createEmClient({
    username: USERNAME,
    password: PASSWORD,
    timeoutMs: 10_000,
    logonPause: createLogonPauseMemory(),
    isWatched: () => true,
    now: clock.now,
    schedule: clock.schedule,
    log: (event) => log.push(event),
    ...settings,
  })
  onTestFinished(() => client.dispose())
  return { client, clock, log }
}

/** The ReadError that a read ends with. */
export async function failureOf(read: Promise<unknown>): Promise<ReadError> {
  const [outcome] = await Promise.allSettled([read])
  if (outcome?.status === 'rejected' && outcome.reason instanceof ReadError) return outcome.reason
  throw new Error(`no ReadError: ${JSON.stringify(outcome)}`)
}

/** Resolves as soon as the condition holds; the server's own events drive it, no time is waited for. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
