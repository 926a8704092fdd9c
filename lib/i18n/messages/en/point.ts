export const point = {
  metaTitle: 'Replica point',
  loading: 'The replica point is being read …',
  breadcrumb: 'Path',
  crumb: 'Replica point',
  announce: 'Replica point of {vm}, state {state}',
  unnamed: 'Unnamed replica point',
  invalid: {
    title: 'This is not the id of a replica point',
    explain:
      'The address of this page must end in a GUID: 32 digits from 0 to 9 and a to f, in groups of 8-4-4-4-12.',
    next: 'Open the point from its row in a failover session.',
  },
  recorded: {
    title: 'Recorded, no longer in Enterprise Manager',
    lastRead:
      'Last read there <at></at>. Points go when retention removes them; this is what was seen of it until then.',
  },
  facts: {
    label: 'Facts',
    vm: 'VM',
    type: 'Point type',
    created: 'Created',
    age: 'Age when the failover began',
    ageNeedsSession: 'no failover session is known to have used it',
    state: 'State as last read',
    replica: 'Replica',
    platform: 'Platform',
    backupServer: 'Backup server',
    name: 'Name of the point',
    nameNote: 'A time in the name has no zone; “created” is the reliable one.',
    id: 'Id',
    newer: 'created after the failover began',
    notRecorded: 'not recorded',
  },
  usedBy: {
    title: 'Failovers that started a VM from this point',
    none: 'This monitor has seen no failover session that uses the point. It knows the sessions that it has watched.',
    session: 'Failover session',
    vm: 'VM',
    started: 'Failover began (UTC)',
    age: 'Age of the point then',
  },
} as const
