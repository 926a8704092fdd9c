/**
 * A run with 5,000 VMs in a browser: the longest task of the main thread at first paint, at a sort, at each key of the
 * search, at a filter and at a poll that changes 50 rows; and whether scrolling shows rows that are not drawn. Several
 * rounds. Time by the clock holds what other programs of the machine took meanwhile; the processor's time of the same task
 * does not, so its median decides the exit code. `VMS` and `ROUNDS` change the size, `VERBOSE` prints each figure.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { endProgram, startProgram } from './start-program'
import type { SessionReply } from '@/lib/api/replies'
import type { SessionSnapshot, TaskSnapshot } from '@/simulator/failover-run'
import { startSimulator } from '@/simulator/start-simulator'

const VMS = Number(process.env['VMS'] ?? 5_000)
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const CHANGES = 50
const LIMIT_MS = 100
const SESSION_ID = '5000feed-0000-4000-8000-000000005000'

const simulator = await startSimulator({ scenarios: ['long'], historySessions: 0, speed: 100_000 })
const dataDir = mkdtempSync(join(tmpdir(), 'failover-table-'))
const monitor = startProgram(
  'lib/server/start.ts',
  [],
  {
    NODE_ENV: 'production',
    PORT: '0',
    DATA_DIR: dataDir,
    EM_URL: simulator.url,
    EM_USERNAME: 'monitor',
    EM_PASSWORD: 'monitor-secret',
    EM_POLL_ACTIVE_MS: '3000',
    LOG_LEVEL: 'silent',
  },
  /ready: /,
)
const base = /ready: (\S+)/.exec(await monitor.line)?.[1] ?? ''
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
// The compiler of this program names functions by a helper that a page does not have.
await context.addInitScript('globalThis.__name = (it) => it')
await context.request.post(`${base}/api/auth/sign-in/enterprise-manager`, {
  headers: { Origin: base },
  data: { username: 'monitor', password: 'monitor-secret' },
})

/** Points that EM knows, of the scenario's 300 VMs: many rows then share one, which costs the page the same. */
const known = (await (
  await context.request.get(`${base}/api/sessions/${simulator.sessionIds.long}`)
).json()) as SessionReply // safe: our own server's reply
const points = known.session.tasks.flatMap(({ vmReplicaPoint: point }) =>
  point === null ? [] : [{ id: point.id, name: point.name ?? '' }],
)

const startMs = Date.now() - 30 * 60_000
const tasks: TaskSnapshot[] = Array.from({ length: VMS }, (_, index): TaskSnapshot => {
  const createdAtMs = startMs + index * 200
  const done = index < VMS * 0.4
  const failed = done && index % 97 === 5
  const working = !done && index < VMS * 0.4 + CHANGES
  return {
    vmName: `bench-node${String(index).padStart(4, '0')}`,
    point: points[index % points.length] ?? null,
    createdAtMs,
    endedAtMs: done ? createdAtMs + 150_000 + (index % 50) * 1_000 : null,
    state: done ? 'Stopped' : working ? 'Working' : 'Starting',
    result: done ? (failed ? 'Failed' : 'Success') : 'None',
    progress: done ? (failed ? 60 : 100) : working ? (index * 7) % 40 : 0,
    failureMessage: failed
      ? 'Failed to power on VM replica: the host has insufficient memory resources'
      : null,
  }
})

/** The next look of EM: every VM that works is so much further. */
function publish(step: number): void {
  const session: SessionSnapshot = {
    id: SESSION_ID,
    name: 'Five thousand',
    serverId: '',
    createdAtMs: startMs - 5_000,
    endedAtMs: null,
    state: 'Working',
    result: 'None',
    progress: step,
    failureMessage: null,
    tasks: tasks.map((task) =>
      task.state === 'Working' ? { ...task, progress: task.progress + step } : task,
    ),
  }
  simulator.addSession(session)
}

type Event = {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
  args?: { name?: string }
}
type Figure = { wallMs: number; cpuMs: number; parts: string }

/** The longest task of the page's main thread while `act` runs and until the page has been quiet for a moment. */
async function longest(page: Page, act: () => Promise<void>): Promise<Figure> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  })
  await act()
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestIdleCallback(resolve, { timeout: 3_000 })
      }),
  )
  await pause(150)
  const trace = (await browser.stopTracing()).toString('utf8')
  const { traceEvents: events } = JSON.parse(trace) as { traceEvents: Event[] } // safe: the browser's own format
  const threads = new Set(
    events.flatMap(({ name, pid, tid, args }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [],
    ),
  )
  const run = events.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && threads.has(`${pid} ${tid}`),
  )
  const worst = run.toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))[0]
  const parts = events.filter(
    (one) =>
      worst !== undefined &&
      one !== worst &&
      one.ph === 'X' &&
      one.tid === worst.tid &&
      one.pid === worst.pid &&
      one.ts >= worst.ts &&
      one.ts < worst.ts + (worst.dur ?? 0),
  )
  return {
    wallMs: Math.max(0, ...run.map(({ dur = 0 }) => dur / 1_000)),
    cpuMs: (worst?.tdur ?? 0) / 1_000,
    parts: parts
      .toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
      .slice(0, 8)
      .map(({ name, tdur = 0 }) => `${name} ${(tdur / 1_000).toFixed(0)}`)
      .join(', '),
  }
}

const figures = new Map<string, Figure[]>()
function note(name: string, figure: Figure): void {
  figures.set(name, [...(figures.get(name) ?? []), figure])
  if (process.env['VERBOSE']) {
    const { wallMs, cpuMs, parts } = figure
    console.log(`  ${name}: ${wallMs.toFixed(0)} ms, CPU ${cpuMs.toFixed(0)}: ${parts}`)
  }
}

/** Goes down the page in steps of a wheel and looks, before each frame is painted, whether a place in the window is empty. */
async function scroll(page: Page): Promise<{ frames: number; blank: number }> {
  await page.evaluate(() => {
    const seen = { frames: 0, blank: 0, on: true }
    Object.assign(globalThis, { seen })
    const look = (): void => {
      if (!seen.on) return
      const body = document.querySelector('.task-table tbody')?.getBoundingClientRect()
      seen.frames += 1
      const top = Math.max(120, body?.top ?? 0)
      const bottom = Math.min(window.innerHeight - 4, body?.bottom ?? 0)
      for (let y = top; y < bottom; y += 16) {
        if (document.elementFromPoint(200, y)?.closest('.task-spacer, [role="rowgroup"]:not(:has(*))'))
          seen.blank += 1
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.mouse.move(500, 600)
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, step % 3 === 0 ? 2_400 : 600)
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(resolve)
        }),
    )
  }
  return page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { frames: number; blank: number; on: boolean } } // safe: set above
    seen.on = false
    return { frames: seen.frames, blank: seen.blank }
  })
}

publish(0)
const address = `${base}/sessions/${SESSION_ID}`
const api = `${base}/api/sessions/${SESSION_ID}`
let bytes = 0
for (let wait = 0; wait < 60; wait += 1) {
  const reply = await context.request.get(api)
  const text = await reply.text()
  bytes = text.length
  if (reply.ok() && !text.includes('"unreadable":"pending"')) break
  await pause(1_000)
}

let step = 0
let frames = 0
let blank = 0
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await context.newPage()
    // The reply waits at first: what the page costs by itself is told apart from what the rows cost.
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(api, async (route) => {
      await released
      await route.continue()
    })
    note(
      'page without rows',
      await longest(page, () => page.goto(address).then(() => page.getByRole('searchbox').first().waitFor())),
    )
    note(
      'first paint of the rows',
      await longest(page, async () => {
        release()
        await page.locator('[data-standing]').first().waitFor()
      }),
    )
    await page.unroute(api)
    const heading = page.getByRole('columnheader', { name: 'Progress' })
    for (const order of ['ascending', 'descending']) {
      note(
        'sort',
        await longest(page, async () => {
          await heading.getByRole('button').click()
          await page.locator(`[role=columnheader][aria-sort=${order}]`).waitFor()
        }),
      )
    }
    await heading.getByRole('button').click()
    note(
      'filter chip',
      await longest(page, async () => {
        await page.getByRole('button', { name: /^Failed/ }).click()
        await page
          .locator('[data-standing]:not([data-standing="failed"])')
          .first()
          .waitFor({ state: 'detached' })
      }),
    )
    note(
      'filter taken off',
      await longest(page, async () => {
        await page.getByRole('button', { name: /^All/ }).click()
        await page.locator('[data-standing="succeeded"]').first().waitFor()
      }),
    )
    const box = page.getByRole('searchbox', { name: 'Find a VM' })
    await box.focus()
    for (const key of ['n', 'o', 'd', 'e', '4', '2']) {
      note('search key', await longest(page, () => page.keyboard.press(key)))
    }
    note(
      'search cleared',
      await longest(page, async () => {
        await page.keyboard.press('Escape')
        await page.locator('[data-index="20"]').waitFor()
      }),
    )
    step += 1
    publish(step)
    note(
      `poll, ${CHANGES} rows changed`,
      await longest(page, async () => {
        await page.waitForFunction(
          (percent) => document.body.textContent.includes(`${percent}\u00a0% by Enterprise`),
          step,
        )
      }),
    )
    const seen = await scroll(page)
    frames += seen.frames
    blank += seen.blank
    await page.close()
  }
} finally {
  await browser.close()
  await endProgram(monitor)
  await simulator.close()
  rmSync(dataDir, { recursive: true, force: true })
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

console.log(
  `${VMS} VMs, a reply of ${(bytes / 1e6).toFixed(1)} MB, ${ROUNDS} rounds; longest task of the main thread, ms`,
)
let slow = 0
for (const [name, all] of figures) {
  const cpu = all.map(({ cpuMs }) => cpuMs)
  const wall = all.map(({ wallMs }) => wallMs)
  const median = medianOf(cpu)
  if (median >= LIMIT_MS) slow += 1
  const print = (ms: number): string => ms.toFixed(0).padStart(5)
  console.log(
    `${name.padEnd(24)} CPU median ${print(median)}, longest ${print(Math.max(...cpu))}; by the clock median ${print(medianOf(wall))}, longest ${print(Math.max(...wall))}; limit ${LIMIT_MS}`,
  )
}
console.log(`scrolling: ${blank} places without a row in ${frames} frames`)

process.exitCode = slow > 0 || blank > 0 ? 1 : 0
