/**
 * A pretend Enterprise Manager with so many failovers under way at once as no scenario has: `FAILOVERS` (30) of 14 VMs,
 * each a step further at every look. Prints its address and the sessions' ids as one line of JSON.
 */
import type { TaskSnapshot } from '@/simulator/failover-run'
import { startSimulator } from '@/simulator/start-simulator'

const FAILOVERS = Number(process.env['FAILOVERS'] ?? 30)
const VMS = 14
const STEP_MS = 3_000
/** A VM is through after so many steps, and the next begins so many after the one before. */
const STEPS = { perVm: 40, between: 8 } as const

const simulator = await startSimulator({ scenarios: [], historySessions: 20 })
const startMs = Date.now() - 10 * 60_000
const ids = Array.from(
  { length: FAILOVERS },
  (_, n) => `30feed00-0000-4000-8000-${String(n).padStart(12, '0')}`,
)

function toTask(index: number, step: number, fails: boolean): TaskSnapshot | null {
  const begun = step - index * STEPS.between
  if (begun < 0) return null
  const isDone = begun >= STEPS.perVm
  return {
    vmName: `vm${String(index).padStart(2, '0')}`,
    point: null,
    createdAtMs: startMs + index * 20_000,
    endedAtMs: isDone ? startMs + index * 20_000 + 150_000 : null,
    state: isDone ? 'Stopped' : 'Working',
    result: isDone ? (fails ? 'Failed' : 'Success') : 'None',
    progress: isDone ? 100 : Math.round((100 * begun) / STEPS.perVm),
    failureMessage: isDone && fails ? 'Failed to power on VM replica: the host has no memory left' : null,
  }
}

let step = 30
function publish(): void {
  step += 1
  for (const [n, id] of ids.entries()) {
    simulator.addSession({
      id,
      name: `Plan ${n + 1}`,
      serverId: '',
      createdAtMs: startMs,
      endedAtMs: null,
      state: 'Working',
      result: 'None',
      progress: Math.min(99, step),
      failureMessage: null,
      tasks: Array.from({ length: VMS }, (_, index) =>
        toTask(index, step - (n % 7), n % 6 === 2 && index === 3),
      ).filter((task) => task !== null),
    })
  }
}

publish()
const timer = setInterval(publish, STEP_MS)
process.stdout.write(`${JSON.stringify({ url: simulator.url, ids })}\n`)
process.once('SIGTERM', () => {
  clearInterval(timer)
  void simulator.close()
})
