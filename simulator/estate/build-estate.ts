import { cutInstant, formatNameTime } from '../em-instant'
import { IDLE_PLANS, NEVER_ACTIVE_TENANT, type PlanSeed, SCENARIO_PLANS } from '../scenarios/scenario-plans'
import type { ScenarioName } from '../scenarios/scenario-name'
import { createSeededRandom, toGuid } from '../seeded-random'
import type { BackupServer, Estate, Plan, PlanVm, Replica, ReplicaPoint, Tenant } from './estate'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export type BuiltEstate = Estate & {
  planOf(scenario: ScenarioName): Plan | null
  idlePlans: readonly Plan[]
}

/** Builds the whole estate from the seed; `startMs` only dates the replica points. */
export function buildEstate(input: {
  seed: number
  startMs: number
  scenarios: readonly ScenarioName[]
}): BuiltEstate {
  const { seed, startMs } = input
  const servers = toServers(seed)
  const tenants = new Map<string, Tenant>()
  const replicas: Replica[] = []
  const build = (planSeed: PlanSeed, beforeMs: number): Plan => {
    const server = servers[planSeed.server]
    const tenant = tenants.get(planSeed.tenantName) ?? toTenant(seed, planSeed.tenantName, server.id, startMs)
    tenants.set(tenant.name, tenant)
    return buildPlan({ seed, planSeed, server, tenant, newestPointMs: startMs - beforeMs, replicas })
  }
  const byScenario = new Map<ScenarioName, Plan>()
  for (const scenario of input.scenarios) {
    const scenarioPlan = SCENARIO_PLANS[scenario]
    byScenario.set(scenario, build(scenarioPlan, scenarioPlan.startedBeforeMs))
  }
  const idlePlans = IDLE_PLANS.map((planSeed) => build(planSeed, 0))
  const dormant = servers[NEVER_ACTIVE_TENANT.server]
  tenants.set(NEVER_ACTIVE_TENANT.name, {
    ...toTenant(seed, NEVER_ACTIVE_TENANT.name, dormant.id, startMs),
    enabled: false,
    lastActiveMs: null,
  })
  const points = replicas.flatMap((replica) => replica.points)
  return {
    servers,
    tenants: [...tenants.values()],
    plans: [...byScenario.values(), ...idlePlans],
    replicas,
    points,
    replicaById: new Map(replicas.map((replica) => [replica.id, replica])),
    pointById: new Map(points.map((point) => [point.id, point])),
    planOf: (scenario) => byScenario.get(scenario) ?? null,
    idlePlans,
  }
}

function toServers(seed: number): [BackupServer, BackupServer] {
  return [
    {
      id: toGuid(seed, 'server', 0),
      name: 'vbr-cc01.northgate.local',
      description: 'Cloud Connect, data centre North',
      version: '13.0.1.1071',
      zoneOffsetMs: 0,
    },
    {
      id: toGuid(seed, 'server', 1),
      name: '10.20.7.45',
      description: '',
      version: '12.3.2.4165',
      // The zone of the times in names is open (api.md §5.3): this server is one hour ahead of UTC.
      zoneOffsetMs: HOUR_MS,
    },
  ]
}

function toTenant(seed: number, name: string, serverId: string, startMs: number): Tenant {
  const random = createSeededRandom(`${seed} tenant ${name}`)
  return {
    id: toGuid(seed, 'tenant', name),
    name,
    serverId,
    enabled: true,
    lastActiveMs: cutInstant(startMs - random.int(60_000, 6 * HOUR_MS)),
  }
}

function buildPlan(input: {
  seed: number
  planSeed: PlanSeed
  server: BackupServer
  tenant: Tenant
  /** Every point is older than this. */
  newestPointMs: number
  /** Receives the plan's replicas. */
  replicas: Replica[]
}): Plan {
  const { seed, planSeed, server, tenant } = input
  const random = createSeededRandom(`${seed} points ${tenant.name} ${planSeed.name}`)
  const key = [tenant.name, planSeed.name] as const
  const jobReplicaId = toGuid(seed, 'replica', ...key)
  const planPoints: ReplicaPoint[][] = planSeed.vmNames.map((vmName, index) => {
    const replicaId =
      planSeed.replicationJob === undefined ? toGuid(seed, 'replica', ...key, index) : jobReplicaId
    const newestMs = input.newestPointMs - random.int(HOUR_MS, 4 * HOUR_MS)
    return Array.from({ length: planSeed.pointsPerVm }, (_, age) => {
      const createdAtMs = cutInstant(newestMs - age * DAY_MS + random.int(0, 90_000))
      return {
        id: toGuid(seed, 'point', ...key, index, age),
        name: `${vmName}@${formatNameTime(createdAtMs, server.zoneOffsetMs)}`,
        vmName,
        replicaId,
        serverId: server.id,
        tenantId: tenant.id,
        createdAtMs,
        pointType: index % 9 === 8 ? ('CDP' as const) : ('Snapshot' as const),
      }
    })
  })
  const replica = (id: string, name: string, points: readonly ReplicaPoint[]): Replica => ({
    id,
    name,
    serverId: server.id,
    tenantId: tenant.id,
    platform: planSeed.platform,
    points,
  })
  if (planSeed.replicationJob === undefined) {
    planPoints.forEach((points, index) => {
      const [first] = points
      if (first) input.replicas.push(replica(first.replicaId, planSeed.vmNames[index] ?? '', points))
    })
  } else {
    input.replicas.push(replica(jobReplicaId, planSeed.replicationJob, planPoints.flat()))
  }
  return {
    id: toGuid(seed, 'plan', ...key),
    name: planSeed.name,
    serverId: server.id,
    tenantId: tenant.id,
    description: `Cloud failover plan of ${tenant.name}`,
    uidType: planSeed.oldUid === true ? 'FailoverPlan' : 'CloudFailoverPlan',
    vmTag: planSeed.oldVmTag === true ? 'CloudFailoverPlanVm' : 'CloudFailoveredVm',
    vms: planSeed.vmNames.map((name, index): PlanVm => ({
      id: toGuid(seed, 'plan vm', ...key, index),
      name,
      newestPoint: planPoints[index]?.[0] ?? null,
    })),
  }
}
