import { expect, test } from 'vitest'
import { startSimulator } from '@/simulator/start-simulator'
import { type ACCOUNTS, call, child, children, logOn, parseXml, textOf } from './naive-client'

type RoleName = keyof typeof ACCOUNTS

/** api.md §4 and §2.3, one line per request: who is let in. */
const EXPECTED: [request: string, allowed: RoleName[]][] = [
  ['GET /api/logonSessions', ['administrator', 'portal-user', 'restore-operator', 'item-operator', 'tenant']],
  ['GET /api/cloud', ['administrator', 'portal-user', 'restore-operator', 'tenant']],
  ['GET /api/cloud/failoverSessions', ['administrator', 'portal-user', 'restore-operator']],
  ['GET /api/cloud/failoverSessions/{session}', ['administrator', 'portal-user', 'restore-operator']],
  ['GET /api/cloud/cloudFailoverPlans', ['administrator', 'restore-operator', 'tenant']],
  ['GET /api/cloud/cloudFailoverPlans/{plan}', ['administrator', 'restore-operator', 'tenant']],
  ['GET /api/cloud/cloudFailoverPlans/{plan}/includes', ['administrator', 'restore-operator', 'tenant']],
  ['POST /api/cloud/cloudFailoverPlans/{plan}?action=start', ['administrator', 'restore-operator', 'tenant']],
  ['POST /api/cloud/cloudFailoverPlans/{plan}?action=undo', ['administrator', 'restore-operator', 'tenant']],
  ['POST /api/cloud/cloudFailoverPlans/{plan}?action=test', ['administrator', 'restore-operator']],
  ['GET /api/cloud/replicas', ['administrator', 'portal-user', 'tenant']],
  ['GET /api/cloud/replicas/{replica}', ['administrator', 'portal-user', 'tenant']],
  ['GET /api/cloud/replicas/{replica}/vmReplicaPoints', ['administrator', 'portal-user', 'tenant']],
  ['GET /api/cloud/vmReplicaPoints', ['administrator', 'portal-user', 'tenant']],
  ['GET /api/cloud/vmReplicaPoints/{point}', ['administrator', 'portal-user', 'tenant']],
  ['GET /api/cloud/tenants', ['administrator', 'portal-user']],
  ['GET /api/cloud/tenants/{tenant}', ['administrator', 'portal-user']],
  ['GET /api/backupServers', ['administrator', 'portal-user']],
  ['GET /api/backupServers/{server}', ['administrator', 'portal-user']],
  ['POST /api/backupServers/{server}?action=collect', ['administrator', 'portal-user']],
  ['GET /api/tasks', ['administrator', 'portal-user', 'restore-operator', 'item-operator', 'tenant']],
  ['GET /api/systemSessions', ['administrator']],
  ['GET /api/query?type=CloudFailoverSession', ['administrator']],
  ['GET /api/query?type=CloudVmReplicaPoint', ['administrator']],
  ['GET /api/query?type=CloudReplica', ['administrator']],
  ['GET /api/query?type=CloudFailoverPlan', ['administrator']],
  ['GET /api/query?type=CloudTenant', ['administrator']],
  ['GET /api/query?type=BackupServer', ['administrator', 'portal-user']],
]

const ROLES: RoleName[] = ['administrator', 'portal-user', 'restore-operator', 'item-operator', 'tenant']

test('every role meets every resource', async () => {
  const simulator = await startSimulator({ scenarios: ['clean'], historySessions: 3 })
  try {
    const administrator = await logOn(simulator)
    const firstId = async (path: string): Promise<string> => {
      const answer = await call(simulator, path, { headers: administrator })
      const [first] = children(child(parseXml(answer.text), 'EntityReferences'), 'Ref')
      return textOf(first, '@UID')?.split(':').at(-1) ?? ''
    }
    const ids: Record<string, string> = {
      session: simulator.sessionIds.clean,
      plan: await firstId('/api/cloud/cloudFailoverPlans'),
      replica: await firstId('/api/cloud/replicas'),
      point: await firstId('/api/cloud/vmReplicaPoints'),
      tenant: await firstId('/api/cloud/tenants'),
      server: await firstId('/api/backupServers'),
    }
    for (const role of ROLES) {
      const headers = await logOn(simulator, role)
      for (const [request, allowed] of EXPECTED) {
        const [method = '', template = ''] = request.split(' ')
        const path = template.replace(/\{(\w+)\}/, (_match, name: string) => ids[name] ?? '')
        const answer = await call(simulator, path, { method, headers })
        const expected = allowed.includes(role) ? (method === 'POST' ? 202 : 200) : 403
        const denied = answer.text.includes('Message="Access denied"')
        expect(`${role}: ${request} → ${answer.status} ${denied}`).toBe(
          `${role}: ${request} → ${expected} ${expected === 403}`,
        )
      }
    }
  } finally {
    await simulator.close()
  }
})

test('a tenant sees only what is its own', async () => {
  const simulator = await startSimulator({ scenarios: ['clean', 'failures'], historySessions: 0 })
  try {
    const count = async (role: RoleName, path: string): Promise<number> => {
      const answer = await call(simulator, path, { headers: await logOn(simulator, role) })
      return children(child(parseXml(answer.text), 'EntityReferences'), 'Ref').length
    }
    expect(await count('tenant', '/api/cloud/cloudFailoverPlans')).toBe(1)
    expect(await count('administrator', '/api/cloud/cloudFailoverPlans')).toBe(5)
    expect(await count('tenant', '/api/cloud/replicas')).toBe(14)
  } finally {
    await simulator.close()
  }
})
