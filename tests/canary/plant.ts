import type { Simulator } from '@/simulator/start-simulator'

/** A failover session with a canary in every field that Enterprise Manager fills, and all else that it says beside it. */
export type Canaries = {
  sessionId: string
  vmNames: string[]
  /** Whatever must not reach a tenant. */
  secrets: string[]
}

const SESSION_ID = 'ca0a0000-0000-4000-8000-000000000001'
const POINT_ID = (n: number): string => `ca0a0000-0000-4000-8000-00000000010${n}`

/** What ends in a text of Enterprise Manager: hosts, paths, scripts, traces, other people's things. */
const toFailure = (field: string): string =>
  [
    `Timed out on canary-host-${field}.provider.local (10.66.77.88): Error: canary-${field} "quoted" & <tagged>`,
    `C:\\Scripts\\canary-script-${field}.ps1 exited with code 5; \\\\canary-share-${field}\\backups\\secret.vbk`,
    `   at Veeam.Backup.Core.canaryTrace${field}.Run() in d:\\build\\canary-source-${field}.cs:line 42`,
  ].join('\n')

const failureSecrets = (field: string): string[] => [
  `canary-host-${field}`,
  `canary-${field}`,
  `canary-script-${field}`,
  `canary-share-${field}`,
  `canaryTrace${field}`,
  `canary-source-${field}`,
]

/** Plants the session; EM tells of it from now on. */
export async function plantCanaries(simulator: Simulator): Promise<Canaries> {
  const headers = await logOn(simulator)
  const servers = await read(simulator, headers, '/api/backupServers?format=Entity')
  const serverId = /urn:veeam:BackupServer:([0-9a-f-]{36})/i.exec(servers)?.[1] ?? ''
  const vmNames = ['shown-vm-one', 'shown-vm-two', 'shown-vm-three', 'shown-vm-four']
  const createdAtMs = simulator.nowMs() - 600_000
  const task = { createdAtMs, endedAtMs: null, failureMessage: null }
  simulator.addSession({
    id: SESSION_ID,
    name: 'canary-plan-name',
    serverId,
    createdAtMs,
    endedAtMs: null,
    state: 'Working',
    result: 'None',
    progress: 40,
    failureMessage: toFailure('session'),
    tasks: [
      {
        ...task,
        vmName: 'shown-vm-one',
        point: { id: POINT_ID(1), name: 'canary-point-one@2026-11-23 05:00:46' },
        endedAtMs: createdAtMs + 60_000,
        state: 'Stopped',
        result: 'Failed',
        progress: 30,
        failureMessage: toFailure('failed'),
      },
      {
        ...task,
        vmName: 'shown-vm-two',
        point: { id: POINT_ID(2), name: 'canary-point-two@2026-11-23 05:00:46' },
        endedAtMs: createdAtMs + 60_000,
        state: 'Stopped',
        result: 'Warning',
        progress: 100,
        failureMessage: toFailure('warned'),
      },
      {
        ...task,
        vmName: 'shown-vm-three',
        point: null,
        state: 'canary-state-word',
        result: 'canary-result-word',
        progress: 50,
      },
      { ...task, vmName: 'shown-vm-four', point: null, state: 'Working', result: 'None', progress: 60 },
    ],
  })
  const planted = await read(simulator, headers, `/api/cloud/failoverSessions/${SESSION_ID}?format=Entity`)
  const fields = ['session', 'failed', 'warned']
  const markers = [
    'canary-plan-name',
    'canary-point-one',
    'canary-point-two',
    'canary-state-word',
    'canary-result-word',
    ...fields.flatMap(failureSecrets),
  ]
  const missing = markers.filter((marker) => !planted.includes(marker))
  if (missing.length > 0) throw new Error(`Enterprise Manager does not tell of ${missing.join(', ')}`)
  return {
    sessionId: SESSION_ID,
    vmNames,
    secrets: [
      ...markers,
      '10.66.77.88',
      new URL(simulator.url).host,
      SESSION_ID,
      POINT_ID(1),
      POINT_ID(2),
      ...(await tellings(simulator, headers, vmNames)),
    ],
  }
}

const COLLECTIONS = [
  `/api/cloud/failoverSessions/${SESSION_ID}`,
  '/api/backupServers',
  '/api/cloud/cloudFailoverPlans',
  '/api/cloud/tenants',
]

/** Every name, id, UID and Href in the replies of Enterprise Manager itself. */
async function tellings(
  simulator: Simulator,
  headers: Record<string, string>,
  vmNames: readonly string[],
): Promise<string[]> {
  const all = new Set<string>()
  for (const path of COLLECTIONS) {
    const reply = await read(simulator, headers, `${path}?format=Entity`)
    const xml = reply.replace(/<\?xml[^>]*\?>/, '')
    for (const [, name, attribute, text] of xml.matchAll(/([\w:]+)="([^"]*)"|>([^<>]+)</g)) {
      const value = (attribute ?? text ?? '').trim()
      const isProtocol = /^(rel|type|xmlns.*)$/i.test(name ?? '')
      if (!isProtocol && isTelling(value) && !vmNames.includes(value)) all.add(value)
    }
  }
  return [...all]
}

/** Numbers, moments and the words of the protocol tell nothing of anybody. */
const isTelling = (value: string): boolean =>
  value.length >= 5 &&
  !/^\d+$|^\d{4}-\d\d-\d\dT[\d:.]+Z?$/.test(value) &&
  !/^(true|false|starting|working|stopping|stopped|success|warning|failed|application\/\w+|http:\/\/www\.\S*)$/i.test(
    value,
  )

async function logOn(simulator: Simulator): Promise<Record<string, string>> {
  const reply = await fetch(`${simulator.url}/api/sessionMngr/?v=latest`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from('monitor:monitor-secret').toString('base64')}` },
  })
  return { 'X-RestSvcSessionId': reply.headers.get('x-restsvcsessionid') ?? '' }
}

async function read(simulator: Simulator, headers: Record<string, string>, path: string): Promise<string> {
  const reply = await fetch(`${simulator.url}${path}`, { headers })
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`)
  return reply.text()
}
