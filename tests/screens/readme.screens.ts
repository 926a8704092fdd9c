import type { Page } from '@playwright/test'
import { expect, rows, signIn, STAFF, test } from '../e2e/stack'
import { shootAsItIs } from './camera'
import { paths } from '@/lib/api/paths'
import { sessionReplySchema, type SessionReply } from '@/lib/api/replies'
import type { SessionSnapshot, TaskSnapshot } from '@/simulator/failover-run'
import type { Simulator } from '@/simulator/start-simulator'

test.describe.configure({ timeout: 300_000 })

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const FAILED =
  'Failed to power on VM replica: the host has insufficient memory resources to satisfy the reservation'
const WARNED = 'Network extension appliance responded late; default gateway was set after 94 seconds'
/** Minutes that each VM takes, one after the other; as uneven as in life. */
const TOOK = [4.2, 5.1, 6.4, 5.8, 3.3, 7.2, 6.1, 4.4, 5.6, 9.3, 4.8, 6.6, 5.2, 7.9]

type Course = { startedMinutesAgo: number; failed?: number; warned?: number }

/** The same plan and VMs, as a run that began some minutes ago: ten at once, the rest waits. */
function toSnapshot({ session }: SessionReply, course: Course, nowMs: number): SessionSnapshot {
  const startMs = nowMs - course.startedMinutesAgo * MINUTE_MS
  const free = Array.from({ length: 10 }, () => startMs + 8_000)
  const tasks = session.tasks.map((task, index): TaskSnapshot => {
    const slot = free.indexOf(Math.min(...free))
    const beginMs = (free[slot] ?? startMs) + index * 4_000
    const tookMs = (TOOK[index % TOOK.length] ?? 5) * MINUTE_MS * (index === course.failed ? 0.6 : 1)
    const endMs = beginMs + tookMs
    free[slot] = endMs
    const point = task.vmReplicaPoint
    const isDone = endMs <= nowMs
    const part = (nowMs - beginMs) / tookMs
    return {
      vmName: task.vmName ?? '',
      point: point === null ? null : { id: point.id, name: point.name ?? '' },
      createdAtMs: startMs + index * 2_000,
      endedAtMs: isDone ? endMs : null,
      state: isDone ? 'Stopped' : part <= 0 ? 'Starting' : 'Working',
      result: !isDone
        ? 'None'
        : index === course.failed
          ? 'Failed'
          : index === course.warned
            ? 'Warning'
            : 'Success',
      progress: isDone ? (index === course.failed ? 64 : 100) : Math.max(0, Math.round(100 * part)),
      failureMessage: !isDone
        ? null
        : index === course.failed
          ? FAILED
          : index === course.warned
            ? WARNED
            : null,
    }
  })
  const done = tasks.filter(({ endedAtMs }) => endedAtMs !== null).length
  return {
    id: session.id,
    name: session.name ?? '',
    serverId: session.backupServer?.id ?? '',
    createdAtMs: startMs,
    endedAtMs: null,
    state: 'Working',
    result: 'None',
    progress: Math.round((100 * done) / tasks.length),
    failureMessage: null,
    tasks,
  }
}

async function tell(
  page: Page,
  url: string,
  simulator: Simulator,
  id: string,
  course: Course,
): Promise<void> {
  const reply = await page.request.get(`${url}${paths.session(id)}`)
  const known = sessionReplySchema.parse(await reply.json())
  simulator.addSession(toSnapshot(known, course, Date.now()))
}

test('the pictures of the README', async ({ page, browser, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['failures', 'clean', 'long', 'finished'], speed: 3, historySessions: 140 },
  })
  const { failures, clean, long } = simulator.sessionIds
  await page.goto(`${url}/sessions/${failures}`)
  await expect(rows(page)).toHaveCount(14, { timeout: 60_000 })
  await expect(page.getByText('being read')).toHaveCount(0, { timeout: 60_000 })
  simulator.setSpeed(0.001)
  await tell(page, url, simulator, failures, { startedMinutesAgo: 11, failed: 6, warned: 9 })
  await tell(page, url, simulator, clean, { startedMinutesAgo: 6 })
  await tell(page, url, simulator, long, { startedMinutesAgo: 23 })
  const { plan } = sessionReplySchema.parse(
    await (await page.request.get(`${url}${paths.session(failures)}`)).json(),
  ).session
  const set = await page.request.put(`${url}${paths.planTarget(plan?.id ?? '')}`, {
    data: { rtoMs: 4 * HOUR_MS, rpoMs: 3 * HOUR_MS },
    headers: { Origin: url },
  })
  expect(set.status(), await set.text()).toBe(200)
  await page.goto(`${url}/sessions/${failures}`)
  await expect(page.getByText('1 failed so far').first()).toBeVisible()
  await expect(page.getByText('being read')).toHaveCount(0, { timeout: 60_000 })
  await shootAsItIs(page, 'readme-session', [{ width: 1440, height: 1000 }])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(url)
  await expect(page.getByText('1 failed so far').first()).toBeVisible()
  await shootAsItIs(page, 'readme-list', [{ width: 1440, height: 1000 }])

  const tv = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  const wall = await tv.newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto(`${url}/wall`)
  const letters = wall.getByTestId('wall-code-letters').locator('[aria-hidden]')
  await expect(letters).toHaveCount(2)
  const code = (await letters.allTextContents()).join('')
  const staff = await browser.newContext()
  await signIn(staff, url, STAFF.operator)
  const headers = { Origin: url }
  await staff.request.post(`${url}${paths.approveScreen(code)}`, {
    data: { name: 'NOC 2', scope: { kind: 'all' } },
    headers,
  })
  await expect(wall.getByTestId('wall-tile')).not.toHaveCount(0, { timeout: 30_000 })
  await shootAsItIs(wall, 'readme-wall', [{ width: 1920, height: 1080 }])
  await tv.close()
  await staff.close()
})
