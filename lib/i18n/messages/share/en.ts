/** What tenants read. All five languages have the same keys and placeholders. */
export const en = {
  /** Between two sentences. */
  join: ' ',
  title: '{label} · {provider}',
  print: 'Print',
  /** What the provider has marked the run as. */
  tag: { real: 'Real failover', test: 'Test', undo: 'Undo of a failover' },

  state: {
    running: 'Your failover is running.',
    stopping: 'Your failover is coming to its end.',
    success: 'Your failover is complete.',
    warning: 'Your failover is complete, with warnings.',
    failed: 'Your failover has ended, but not without errors.',
    unknown: 'Your failover is no longer running. How it ended is not known.',
    /** Old data: what was true then. */
    was: 'At {clock} ({zone}), your failover was running.',
  },

  servers: {
    unknown: 'Nothing is known of its servers yet.',
    none: {
      count: 'total',
      one: 'Its server has not been started yet.',
      other: 'None of its {total} servers has been started yet.',
    },
    some: {
      count: 'started',
      one: '{started} of {total} servers has been started at the recovery site.',
      other: '{started} of {total} servers have been started at the recovery site.',
    },
    all: {
      count: 'total',
      one: 'Its server has been started at the recovery site.',
      other: 'All {total} servers have been started at the recovery site.',
    },
  },
  serversThen: {
    unknown: 'Nothing was known of its servers.',
    none: {
      count: 'total',
      one: 'Its server had not been started yet.',
      other: 'None of its {total} servers had been started yet.',
    },
    some: {
      count: 'started',
      one: '{started} of {total} servers had been started at the recovery site.',
      other: '{started} of {total} servers had been started at the recovery site.',
    },
    all: {
      count: 'total',
      one: 'Its server had been started at the recovery site.',
      other: 'All {total} servers had been started at the recovery site.',
    },
  },
  serversAtEnd: {
    unknown: 'Nothing is known of its single servers.',
    none: {
      count: 'total',
      one: 'Its server was not started at the recovery site.',
      other: 'None of its {total} servers was started at the recovery site.',
    },
    some: {
      count: 'started',
      one: '{started} of {total} servers has been started at the recovery site.',
      other: '{started} of {total} servers have been started at the recovery site.',
    },
    all: {
      count: 'total',
      one: 'Its server has been started at the recovery site.',
      other: 'All {total} servers have been started at the recovery site.',
    },
    /** Of some servers it is not known what became of them. */
    noneForSure: {
      count: 'total',
      one: 'Whether its server has been started is not known.',
      other: 'For none of its {total} servers is it known that it has been started.',
    },
    someForSure: {
      count: 'started',
      one: '{started} of {total} servers is known to have been started at the recovery site.',
      other: '{started} of {total} servers are known to have been started at the recovery site.',
    },
  },
  needAttention: {
    count: 'failed',
    one: '{failed} server needs attention.',
    other: '{failed} servers need attention.',
  },

  level: {
    live: 'Up to date',
    late: 'Slightly delayed',
    stale: 'Out of date',
    lost: 'No new data',
    final: 'Final state',
  },
  asOf: 'As of {date}, {clock} ({zone})',
  utc: '{clock} UTC',
  began: 'Began at {clock} ({zone})',
  beganOn: 'Began on {date}, {clock} ({zone})',
  runningFor: 'running for {duration}',
  ended: 'ended at {clock}',
  endedOn: 'ended on {date}, {clock}',
  took: 'took {duration}',
  collected: 'The recovery site’s management last collected data at {clock} ({zone}).',
  collectedOn: 'The recovery site’s management last collected data on {date}, {clock} ({zone}).',
  asked: 'The management was last asked at {clock} ({zone}).',
  collectedUnknown: 'When the recovery site’s management last collected data cannot be seen from here.',

  notice: {
    noAnswer: 'This page has had no answer since {clock} ({zone}).',
    noData: 'No new data has come from the recovery site since {clock} ({zone}).',
    notCollected: 'The recovery site’s management has not collected new data since {clock} ({zone}).',
    newestKnown: 'The latest that is known here is from {clock} ({zone}).',
    unknownSince: 'What has happened since then is not known. New data is asked for all the time.',
    askProvider: 'If it is urgent, ask {provider}.',
  },

  count: {
    succeeded: { count: 'succeeded', one: 'started', other: 'started' },
    warning: { count: 'warning', one: 'started, with warnings', other: 'started, with warnings' },
    working: { count: 'working', one: 'in progress', other: 'in progress' },
    waiting: { count: 'waiting', one: 'waiting', other: 'waiting' },
    unknown: { count: 'unknown', one: 'not known', other: 'not known' },
    failed: { count: 'failed', one: 'needs attention', other: 'need attention' },
  },

  next: {
    heading: 'What happens next',
    working: {
      count: 'working',
      one: '{working} server is in progress.',
      other: '{working} servers are in progress.',
    },
    waiting: {
      count: 'waiting',
      one: '{waiting} server is waiting for its turn.',
      other: '{waiting} servers are waiting for their turn.',
    },
    warning: {
      count: 'warning',
      one: '{warning} server was started with warnings.',
      other: '{warning} servers were started with warnings.',
    },
    attention: {
      count: 'failed',
      one: '{failed} server needs attention; {provider} sees this too.',
      other: '{failed} servers need attention; {provider} sees this too.',
    },
    wait: 'As soon as the first servers have been reported, they are listed here.',
    check:
      'A server that has been started is not yet a tested one: whether the applications on it work cannot be seen from here. Now is the time to check them.',
    ask: '{provider} can tell you how it ended and what to do now.',
    askNext: '{provider} will tell you what happens next.',
    provisional: 'A failover is provisional until it is made permanent or undone.',
  },

  updates: {
    heading: 'Messages from your provider',
    failures: 'About the servers that need attention',
    byline: '{author}, {provider}',
  },

  server: {
    heading: 'Servers',
    totalsOnly: '{provider} shows the totals on this page, not single servers.',
    attention: 'These need attention:',
    status: {
      succeeded: 'Started',
      warning: 'Started, with warnings',
      working: 'In progress',
      waiting: 'Waiting',
      failed: 'Needs attention',
      unknown: 'Not known',
    },
    startedAfter: 'at {clock}, after {duration}',
    workingSince: 'since {clock}',
    waiting: 'not begun yet',
    unknown: 'What became of it is not known.',
    stoppedAt: 'at {clock}',
    percent: '{percent}%',
    progress: 'Progress of {name}',
    failure: {
      capacity: 'The recovery site had too little capacity for it.',
      network: 'A network connection failed.',
      storage: 'There was a fault in storage.',
      timeout: 'It took longer than allowed.',
      replica: 'There was a fault in its copy.',
      configuration: 'A setting stood in the way.',
      stopped: 'It was stopped.',
      other: 'It could not be started.',
    },
  },

  runs: {
    heading: 'All runs',
    run: 'Run {number}',
    runOn: 'Run {number}, {date}, {clock} ({zone})',
    shown: 'shown here',
    newest: 'newest',
    notNewest: 'You see an earlier run.',
    toNewest: 'Go to the newest run',
  },

  contact: 'Questions? {contact}',
  ends: 'This link ends on {date}, {clock} ({zone}).',
  endsAfter: {
    count: 'hours',
    one: 'This link ends {hours} hour after the end of the failover.',
    other: 'This link ends {hours} hours after the end of the failover.',
  },
  keep: 'Whoever has this link can read this page: share it with care.',
  zone: 'Times: {zone}',

  duration: {
    below: '< 1 s',
    seconds: '{seconds} s',
    minutes: '{minutes} min {seconds} s',
    wholeMinutes: '{minutes} min',
    hours: '{hours} h {minutes} min',
    days: '{days} d {hours} h',
  },

  refusal: {
    unknown: {
      title: 'There is nothing at this address',
      explain: 'Perhaps it was cut off when it was copied or sent.',
      next: 'Open the link from the message in which you received it, or ask whoever sent it to you.',
    },
    expired: {
      title: 'This link has ended',
      explain: 'The time for which it was made is over.',
      next: 'Ask {provider} to extend it.',
    },
    revoked: {
      title: 'This link has been withdrawn',
      explain: '{provider} has withdrawn it. What it showed can no longer be seen here.',
      next: 'Ask {provider} if you need a new link.',
    },
    paused: {
      title: 'This link is paused',
      explain: '{provider} has paused it.',
      next: 'When it goes on, {provider} will send you a new address.',
    },
    replaced: {
      title: 'This link has a new address',
      explain: '{provider} has replaced this address with a new one.',
      next: 'Use the newest link that you received from {provider}, or ask for it.',
    },
    locked: {
      title: 'This page needs a passcode',
      explain: '{provider} protects it with a passcode.',
      next: 'Enter the passcode that you were given together with the link.',
    },
    unavailable: {
      title: 'The state cannot be shown right now',
      explain: 'This page cannot read it at present. This says nothing about your failover.',
      next: 'Try again in a moment. If it is urgent, ask {provider}.',
    },
    gone: {
      title: 'This failover can no longer be shown',
      explain: 'What this link showed is no longer kept.',
      next: 'Ask {provider} for the report.',
    },
    nextHeading: 'What you can do',
    tryAgain: 'Try again',
    triesAgain: 'This page opens by itself as soon as the state can be read.',
  },

  unlock: {
    label: 'Passcode',
    submit: 'Open',
    checking: 'Checking …',
    wrong: 'That is not the passcode. Check it and try again.',
    wait: {
      count: 'minutes',
      one: 'There were too many wrong passcodes. Try again in {minutes} minute.',
      other: 'There were too many wrong passcodes. Try again in {minutes} minutes.',
    },
    noAnswer: 'There was no answer. Check your connection and try again.',
    needsScripts: 'To enter the passcode, allow scripts (JavaScript) for this page.',
  },
} as const
