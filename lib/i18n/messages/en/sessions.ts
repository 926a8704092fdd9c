export const sessions = {
  metaTitle: 'Failovers',
  title: 'Failovers',
  loading: 'The list of failovers is being read …',
  announce:
    '{running, plural, =0 {No failover is running} one {# failover is running} other {# failovers are running}}, {attention, number} with failures',
  strip: {
    label: 'Summary',
    running: 'Running',
    attention: 'Running with failures',
    finishedToday: 'Finished today (UTC)',
    failedToday: 'Failed today (UTC)',
    atLeast: '{count, number} or more',
  },
  running: 'Running now',
  noneRunning:
    'No failover is running. One that is started through Enterprise Manager appears here at once; one started in a console, after the next collection.',
  recent: 'Finished',
  recentCaption: 'Finished failover sessions, newest first',
  noneRecent: 'No failover has finished in the time that Enterprise Manager keeps, which is 30 days.',
  card: { noRows: 'No VM started yet', noStart: 'start not reported' },
  table: {
    result: 'Result',
    plan: 'Plan',
    tenant: 'Tenant',
    vms: 'VMs',
    noVms: 'not seen',
    took: 'Took',
    backupServer: 'Backup server',
    started: 'Started (UTC)',
    ended: 'Ended (UTC)',
  },
  unreadable:
    '{count, plural, one {# session was sent in a form that the monitor cannot read; it is missing here.} other {# sessions were sent in a form that the monitor cannot read; they are missing here.}}',
  partial: 'The newest {shown, number} of {total, number} sessions are listed. Open an older one by its id.',
} as const
