/** Reading one session with 300 VMs: validated XML to domain object, and the snapshot to a reply. Median of many runs. */
import { createEmClient } from '@/lib/em/create-em-client'
import { parseSessionId } from '@/lib/failover/ids'
import { startSimulator } from '@/simulator/start-simulator'

const RUNS = 40

const simulator = await startSimulator({ scenarios: ['long'], speed: 100_000 })
const em = createEmClient({
  url: simulator.url,
  username: 'monitor',
  password: 'monitor-secret',
  timeoutMs: 10_000,
  logonPause: { load: () => null, save: () => {}, clear: () => {} },
  isWatched: () => false,
  log: () => {},
})
const id = parseSessionId(simulator.sessionIds.long)
if (!id) throw new Error('no session')

async function medianMs(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < RUNS; i += 1) {
    const began = performance.now()
    await run()
    times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0
}

const session = await em.readFailoverSession(id)
const whole = await medianMs(() => em.readFailoverSession(id))
const token =
  simulator.requests().find((request) => request.headers['x-restsvcsessionid'])?.headers[
    'x-restsvcsessionid'
  ] ?? ''
const wire = await medianMs(async () => {
  const response = await fetch(`${simulator.url}/api/cloud/failoverSessions/${id}?format=Entity`, {
    headers: { 'X-RestSvcSessionId': token },
  })
  return response.text()
})
console.log(`session with ${session.tasks.length} VMs`)
console.log(
  `over loopback, text only: ${wire.toFixed(1)} ms; read by the client: ${whole.toFixed(1)} ms; ratio ${(whole / wire).toFixed(2)}`,
)
await em.dispose()
await simulator.close()
