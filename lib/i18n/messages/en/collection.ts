/** Enterprise Manager's reading of its backup servers, asked for by somebody. */
export const collection = {
  label: 'Collection from the backup servers',
  ask: 'Refresh from backup servers',
  hint: 'Asks Enterprise Manager to collect from all its backup servers now',
  again: 'again from <at></at>',
  auto: 'asked for every {duration} while a failover is active',
  asked: 'Asked <at></at>; it has not begun yet',
  askedUnwatched: 'Asked <at></at>; this account may not see how far it is',
  running: 'Collecting since <at></at> …',
  overdue: 'Collecting since <at></at>, longer than 15 minutes. Sessions in Enterprise Manager say why.',
  ended: {
    success: 'Collected <at></at>',
    warning: 'Collected <at></at>, with warnings',
    failed: 'The collection failed <at></at>. Sessions in Enterprise Manager say why.',
    unknown: 'The collection is over since <at></at>, with a result that is not known',
  },
  failed: {
    forbidden: 'Not collected <at></at>: Enterprise Manager does not let this account ask for it',
    no_backup_server: 'Not collected <at></at>: Enterprise Manager has no backup server',
    not_started: 'Asked <at></at>, and Enterprise Manager has not begun to collect',
    unreachable: 'Asked <at></at>, and Enterprise Manager did not answer',
    refused: 'Asked <at></at>, and Enterprise Manager refused',
  },
} as const
