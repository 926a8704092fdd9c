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
  noneRecent:
    'No finished failover is listed: none by Enterprise Manager, which keeps them for 30 days, and none in the record of this monitor.',
  recorded: {
    mark: 'recorded',
    hint: 'From the record of this monitor; no longer in Enterprise Manager',
    notSeenToEnd: 'not seen to end',
  },
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
  recordUnavailable:
    'The record of this monitor cannot be read at present: sessions that Enterprise Manager no longer lists are missing here. Health says why.',
  partial: 'The newest {shown, number} of {total, number} sessions are listed. Open an older one by its id.',
} as const
