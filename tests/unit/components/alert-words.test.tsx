// @vitest-environment jsdom
import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeAlertSettings, DEFAULT_SETTINGS } from '@/components/alerts/settings'
import { useAlerts } from '@/components/alerts/use-alerts'
import { ReplyError } from '@/lib/api/get-json'
import type { ProblemCode } from '@/lib/api/problem'
import type { SessionListReply } from '@/lib/api/replies'
import { makeProblem, NOW_MS, utc } from './fixtures'
import { makeListReply } from './list-fixtures'
import { mount, withTexts, type Mounted } from './render'

const router = { push: () => undefined } as unknown as AppRouterInstance // all that is used

let mounted: Mounted | null = null
let shown: { title: string; body: string | undefined }[] = []

beforeEach(() => {
  shown = []
  localStorage.clear()
  class Fake extends EventTarget {
    static permission = 'granted'
    constructor(title: string, { body }: NotificationOptions = {}) {
      super()
      shown.push({ title, body })
    }
  }
  vi.stubGlobal('Notification', Fake)
  vi.stubGlobal('isSecureContext', true)
  changeAlertSettings({ notify: true })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  changeAlertSettings(DEFAULT_SETTINGS)
  vi.unstubAllGlobals()
})

function Watch({ reply, error }: { reply: SessionListReply; error: Error | null }) {
  useAlerts(reply, error)
  return null
}
async function look(reply: SessionListReply, error: Error | null = null): Promise<void> {
  const tree = withTexts(
    <AppRouterContext value={router}>
      <Watch reply={reply} error={error} />
    </AppRouterContext>,
  )
  await act(async () => {
    if (mounted === null) mounted = mount(tree)
    else mounted.show(tree)
    await Promise.resolve()
  })
}

const AT = utc(NOW_MS - 4 * 60_000)
const answer = (code: ProblemCode): ReplyError =>
  new ReplyError('x', { type: 'about:blank', title: 'x', status: 403, detail: 'x', code, sinceUtc: AT })
const withProblem = (n: number): SessionListReply => {
  const reply = makeListReply()
  const problem = makeProblem({ code: 'forbidden', sinceUtc: AT })
  return { ...reply, freshness: { ...reply.freshness, level: 'lost', problem }, pollAfterMs: n }
}

describe('what a notification says of a list that may not be read', () => {
  it('is who may not, since when and what to do, once', async () => {
    await look(makeListReply())
    await look(withProblem(1))
    await look(withProblem(2))
    expect(shown).toHaveLength(1)
    expect(shown[0]?.title).toBe('Access denied by Enterprise Manager')
    expect(shown[0]?.body).toContain('the monitor’s account. Nothing could be read since 23 Nov 2026')
    expect(shown[0]?.body).toMatch(/12:00:31 .*Check the role of that account/)
    await look(makeListReply())
    expect(shown.slice(1).map(({ title }) => title)).toEqual(['Data is back'])
  })

  it('is the same where the monitor has nothing to show at all', async () => {
    const reply = makeListReply()
    await look(reply)
    await look(reply, answer('forbidden'))
    await look(reply, answer('forbidden'))
    expect(shown.map(({ title }) => title)).toEqual(['Access denied by Enterprise Manager'])
  })

  it('is another one where it is the person’s own role', async () => {
    const reply = makeListReply()
    await look(reply)
    await look(reply, answer('not_allowed'))
    expect(shown.map(({ title }) => title)).toEqual(['Your role does not allow this'])
    expect(shown[0]?.body).toContain('Ask an administrator of this monitor')
  })
})
