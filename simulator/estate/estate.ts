/** What stands behind the sessions: servers, tenants, plans, replicas and their points. Times in epoch ms. */
export type BackupServer = {
  id: string
  name: string
  description: string
  version: string
  /** Zone of the times in names; EM never states it (api.md §5.3). */
  zoneOffsetMs: number
}

export type Tenant = {
  id: string
  name: string
  serverId: string
  enabled: boolean
  /** Null = never: EM then writes the year 1753. */
  lastActiveMs: number | null
}

export type ReplicaPoint = {
  id: string
  name: string
  vmName: string
  replicaId: string
  serverId: string
  tenantId: string
  createdAtMs: number
  pointType: 'Snapshot' | 'CDP'
}

export type Replica = {
  id: string
  name: string
  serverId: string
  tenantId: string
  platform: 'VMware' | 'HyperV' | 'vCloud'
  points: readonly ReplicaPoint[]
}

export type PlanVm = { id: string; name: string; newestPoint: ReplicaPoint | null }

export type Plan = {
  id: string
  name: string
  serverId: string
  tenantId: string
  description: string
  /** Word in the UID: both are seen (api.md §6.5). */
  uidType: 'CloudFailoverPlan' | 'FailoverPlan'
  /** Tag of a VM item: 13.1 writes the first, the 13.0 page prints the second (api.md §6.5). */
  vmTag: 'CloudFailoveredVm' | 'CloudFailoverPlanVm'
  vms: readonly PlanVm[]
}

export type Estate = {
  servers: readonly BackupServer[]
  tenants: readonly Tenant[]
  plans: readonly Plan[]
  replicas: readonly Replica[]
  points: readonly ReplicaPoint[]
  replicaById: ReadonlyMap<string, Replica>
  pointById: ReadonlyMap<string, ReplicaPoint>
}
