import { ODD_VM_NAMES, toVmNames } from '../estate/vm-names'
import type { ScenarioName } from './scenario-name'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** The plan that a scenario runs, and for whom. */
export type PlanSeed = {
  name: string
  tenantName: string
  /** Place in the list of backup servers. */
  server: 0 | 1
  vmNames: readonly string[]
  platform: 'VMware' | 'HyperV' | 'vCloud'
  pointsPerVm: number
  /** One replication job for all VMs: the replica then bears the job's name (api.md §6.4). */
  replicationJob?: string
  oldUid?: boolean
  oldVmTag?: boolean
}

export type ScenarioPlan = PlanSeed & {
  /** How long before the simulator's start the session began. */
  startedBeforeMs: number
}

const plan = (
  seed: Omit<ScenarioPlan, 'platform' | 'pointsPerVm'> & Partial<ScenarioPlan>,
): ScenarioPlan => ({
  platform: 'VMware',
  pointsPerVm: 5,
  ...seed,
})

export const SCENARIO_PLANS: Record<ScenarioName, ScenarioPlan> = {
  clean: plan({
    name: 'Harbour Legal Full Site',
    tenantName: 'Harbour Legal',
    server: 0,
    vmNames: toVmNames('hl', 14),
    startedBeforeMs: 0,
  }),
  failures: plan({
    name: 'Meridian Foods DR',
    tenantName: 'Meridian Foods',
    server: 1,
    vmNames: toVmNames('mf', 14),
    startedBeforeMs: 0,
    replicationJob: 'Meridian Foods Replication',
    oldVmTag: true,
  }),
  long: plan({
    name: 'Kestrel Insurance Whole Estate',
    tenantName: 'Kestrel Insurance',
    server: 0,
    vmNames: toVmNames('ki', 300),
    pointsPerVm: 2,
    startedBeforeMs: 0,
  }),
  emptied: plan({
    name: 'Alpine Robotics Plan A',
    tenantName: 'Alpine Robotics GmbH',
    server: 1,
    vmNames: toVmNames('ar', 5),
    startedBeforeMs: 0,
    oldUid: true,
  }),
  test: plan({
    name: 'Lumière Santé Quarterly Drill',
    tenantName: 'Lumière Santé',
    server: 0,
    vmNames: toVmNames('ls', 6),
    platform: 'HyperV',
    startedBeforeMs: 0,
  }),
  undo: plan({
    name: 'Nordwind Logistik Failover',
    tenantName: 'Nordwind Logistik',
    server: 1,
    vmNames: toVmNames('nl', 12),
    startedBeforeMs: 0,
  }),
  'twin-a': plan({
    name: 'Full Site Failover',
    tenantName: 'Birch & Partner',
    server: 0,
    vmNames: toVmNames('birch', 6),
    startedBeforeMs: 0,
  }),
  'twin-b': plan({
    name: 'Full Site Failover',
    tenantName: 'Cedar Clinics',
    server: 0,
    vmNames: toVmNames('cedar', 8),
    startedBeforeMs: 0,
  }),
  'odd-names': plan({
    name: 'Plan "Ω" & <Überflug>; (A, B) O’Neil\'s',
    tenantName: 'Smith & Søns <Holding> "EMEA" 株式会社',
    server: 1,
    vmNames: ODD_VM_NAMES,
    platform: 'vCloud',
    startedBeforeMs: 0,
  }),
  frozen: plan({
    name: 'Tidewater Ports DR',
    tenantName: 'Tidewater Ports',
    server: 1,
    vmNames: toVmNames('tp', 12),
    startedBeforeMs: 40 * MINUTE_MS,
  }),
  finished: plan({
    name: 'Orchard Retail Site Failover',
    tenantName: 'Orchard Retail',
    server: 0,
    vmNames: toVmNames('or', 8),
    startedBeforeMs: 4 * HOUR_MS,
  }),
  'failed-silent': plan({
    name: 'Quarry Mining Core Systems',
    tenantName: 'Quarry Mining',
    server: 1,
    vmNames: toVmNames('qm', 6),
    startedBeforeMs: 80 * MINUTE_MS,
  }),
  starting: plan({
    name: 'Vesper Media Failover',
    tenantName: 'Vesper Media',
    server: 0,
    vmNames: toVmNames('vm', 9),
    startedBeforeMs: 0,
  }),
  retried: plan({
    name: 'Saltmarsh Hospitals DR',
    tenantName: 'Saltmarsh Hospitals',
    server: 0,
    vmNames: toVmNames('sh', 14),
    startedBeforeMs: 0,
  }),
}

/** Plans without a running session: they stand in the history only. */
export const IDLE_PLANS: readonly PlanSeed[] = [
  plan({
    name: 'Granite Bank Core Banking',
    tenantName: 'Granite Bank',
    server: 0,
    vmNames: toVmNames('gb', 10),
    startedBeforeMs: 0,
  }),
  plan({
    name: 'Granite Bank Branch Offices',
    tenantName: 'Granite Bank',
    server: 0,
    vmNames: toVmNames('gbb', 7),
    startedBeforeMs: 0,
  }),
  plan({
    name: 'Fjord Energi Nightly Drill',
    tenantName: 'Fjord Energi',
    server: 1,
    vmNames: toVmNames('fe', 4),
    platform: 'HyperV',
    startedBeforeMs: 0,
  }),
]

/** A tenant that has never been active: its LastActive reads 1753 (api.md §5.3). */
export const NEVER_ACTIVE_TENANT = { name: 'Dormant Trading', server: 1 } as const
