import type { LogonSession } from '../logon-sessions'
import { toHref } from '../wire/em-address'
import { type WireDocument, type WireLink, type WireNode, own, toAddressed } from '../wire/wire-node'

/** Collections named in a logon answer; most of them lie outside this simulator and answer 404. */
const COLLECTIONS = [
  ['BackupServer', 'backupServers'],
  ['ManagedServer', 'managedServers'],
  ['Job', 'jobs'],
  ['FailoverPlan', 'failoverPlans'],
  ['HierarchyRoot', 'hierarchyRoots'],
  ['Repository', 'repositories'],
  ['Backup', 'backups'],
  ['RestorePoint', 'restorePoints'],
  ['VmRestorePoint', 'vmRestorePoints'],
  ['VAppRestorePoint', 'vAppRestorePoints'],
  ['Replica', 'replicas'],
  ['VmReplicaPoint', 'vmReplicaPoints'],
  ['CatalogVm', 'catalog/vms'],
  ['BackupJobSession', 'backupSessions'],
  ['RestoreSession', 'restoreSessions'],
  ['ReplicaJobSession', 'replicaSessions'],
  ['BackupTaskSession', 'backupTaskSessions'],
  ['ReplicaTaskSession', 'replicaTaskSessions'],
  ['WanAccelerator', 'wanAccelerators'],
  ['BackupFile', 'backupFiles'],
] as const

const down = (type: string, path: string): WireLink => ({ rel: 'Down', href: toHref(`/${path}`), type })

const PROVIDER_LINKS: readonly WireLink[] = [
  ...COLLECTIONS.map(([type, path]) => down(`${type}ReferenceList`, path)),
  down('EnterpriseSecuritySettings', 'security'),
  down('TaskList', 'tasks'),
  down('QueryService', 'querySvc'),
  down('LookupService', 'lookupSvc'),
  { ...down('Report', 'reports/summary'), name: 'Summary' },
  ...COLLECTIONS.map(([type, path]) => down(`${type}List`, `${path}?format=Entity`)),
  { rel: 'Create', href: toHref('/backupServers?action=create') },
  down('VCloudService', 'vCloud'),
]

export function toLogonSessionNode(session: LogonSession): WireNode {
  const href = toHref(`/logonSessions/${session.id}`)
  const isTenant = session.role === 'tenant'
  return toAddressed(
    { type: 'LogonSession', href },
    [
      { rel: 'Up', href: toHref('/'), type: 'EnterpriseManager' },
      ...(isTenant ? [] : PROVIDER_LINKS),
      down('CloudConnectService', 'cloud'),
      // With or without a Type (api.md §2.3).
      isTenant ? { rel: 'Delete', href, type: 'LogonSession' } : { rel: 'Delete', href },
    ],
    [own('UserName', session.userName), own('SessionId', session.id)],
  )
}

/** The list may hold other people's sessions (api.md §2.4). */
export function toLogonSessionList(sessions: readonly LogonSession[]): WireDocument {
  return {
    listTag: 'LogonSessions',
    list: { itemTag: 'LogonSession', items: sessions.map(toLogonSessionNode) },
  }
}
