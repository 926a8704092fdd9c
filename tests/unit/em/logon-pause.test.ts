import { describe, expect, it } from 'vitest'
import { createLogonPause, type LogonPause } from '@/lib/em/logon-pause'
import { createLogonPauseMemory } from '@/lib/em/logon-pause-store'

const MINUTE_MS = 60_000

function create(): LogonPause {
  const credentials = { url: 'https://em.test', username: 'monitor', password: 'secret' }
  return createLogonPause(
    createLogonPauseMemory(),
    credentials,
    () => 0,
    () => undefined,
  )
}

describe('createLogonPause', () => {
  it('is not lifted by a read with an older token once the password was refused', async () => {
    const pause = create()
    await pause.passwordRefused('no')
    pause.tokenAccepted()
    expect(pause.untilMs()).toBe(15 * MINUTE_MS)
    await expect(pause.check()).rejects.toMatchObject({ code: 'logon_refused', retryAfterMs: 15 * MINUTE_MS })
  })

  it('is not shortened by a refused token once the password was refused', async () => {
    const pause = create()
    await pause.passwordRefused('no')
    expect(pause.tokenRefused().retryAfterMs).toBe(15 * MINUTE_MS)
  })

  it('is lifted by a read once a token was refused', async () => {
    const pause = create()
    expect(pause.tokenRefused().retryAfterMs).toBe(MINUTE_MS)
    pause.tokenAccepted()
    await expect(pause.check()).resolves.toBeUndefined()
  })
})
