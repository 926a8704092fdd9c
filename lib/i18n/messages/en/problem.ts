/** What is wrong, what it means for the reader, and what to do next. */
export const problem = {
  banner: {
    since: 'Since <at></at>',
    collected: 'Last collected <at></at>',
    next: 'Next step',
    detail: 'The monitor’s own words',
    kept: 'Everything below is kept as it was last read.',
    final:
      'How the failover ended stands. Notes, acknowledgements, tags and outcomes that others write now do not come to this page.',
  },
  page: {
    since: 'since <at></at>',
    nextTry: 'Enterprise Manager is asked again at <at></at> (<left></left>).',
    retrying: 'This page looks again by itself every few seconds and opens as soon as it can.',
    retry: 'Look again now',
    health: 'Open Health',
    home: 'To the list of failovers',
    signIn: 'Sign in',
    next: 'What to do next',
    detail: 'The monitor’s own words',
    code: 'Problem',
  },
  noAnswer: {
    command:
      'The monitor did not answer. It may have done it all the same: look at what this page shows now before you try again. What you typed is still here.',
    read: 'The monitor did not answer. Look at your connection; Health tells whether the monitor itself is well.',
  },
  session: {
    not_found: {
      title: 'Enterprise Manager does not know this failover session',
      explain: 'It answered that there is no failover session with this id.',
      next: 'Compare the id with its source: it must be the id of a session, not of a plan or a task. Enterprise Manager lists the sessions of the last 30 days; an older one has gone, unless this monitor saw it run.',
    },
    forbidden: {
      title: 'The monitor may not read this failover session',
      explain: 'Enterprise Manager answered, but the role of the monitor’s account does not allow it.',
      next: 'Give the account of EM_USERNAME the Portal Administrator role in Enterprise Manager. Health lists what it may read now.',
    },
  },
  sessions: {
    not_found: {
      title: 'Enterprise Manager has no list of failover sessions',
      explain:
        'It does not know the address of the list. Its version may be too old, or Cloud Connect may be missing.',
      next: 'Check on Health which version answers and whether it has Cloud Connect.',
    },
    forbidden: {
      title: 'The monitor may not list failover sessions',
      explain: 'Enterprise Manager answered, but the role of the monitor’s account does not allow it.',
      next: 'Give the account of EM_USERNAME the Portal Administrator role in Enterprise Manager. A single session may still open by its id.',
    },
  },
  point: {
    not_found: {
      title: 'Enterprise Manager does not know this replica point',
      explain: 'It answered that there is none with this id. Points go when retention removes them.',
      next: 'Open the failover session instead: its row keeps what was seen of the point while it was there.',
    },
    forbidden: {
      title: 'The monitor may not read replica points',
      explain: 'Enterprise Manager answered, but the role of the monitor’s account does not allow it.',
      next: 'Give the account of EM_USERNAME the Portal Administrator role in Enterprise Manager. The failover session itself stays readable.',
    },
  },
  health: {
    not_found: {
      title: 'The monitor has no health report',
      explain:
        'Its server does not know the address of the report. Page and server may be of different builds.',
      next: 'Load the page anew.',
    },
    forbidden: {
      title: 'The health report is not for this account',
      explain: 'The monitor’s server refused to show it.',
      next: 'Ask the person who runs the monitor.',
    },
  },
  screens: {
    not_found: {
      title: 'The monitor has no list of screens',
      explain:
        'Its server does not know the address of the list. Page and server may be of different builds.',
      next: 'Load the page anew.',
    },
    forbidden: {
      title: 'The screens are not for this account',
      explain: 'The monitor’s server refused to show them.',
      next: 'Ask an administrator of this monitor for the role of an operator.',
    },
  },
  any: {
    unreachable: {
      title: 'Enterprise Manager cannot be reached',
      explain: 'The monitor gets no connection to it. A failover that is running goes on without it.',
      next: 'Check that the Enterprise Manager service runs, and that EM_URL, name resolution and the firewall between it and the monitor are right. Its port is 9398 by default.',
    },
    timed_out: {
      title: 'Enterprise Manager does not answer in time',
      explain: 'It takes the connection, but the answer does not come within the time that is allowed.',
      next: 'Look at the load of the Enterprise Manager server and its database. If it is always slow, raise EM_TIMEOUT_MS.',
    },
    tls_untrusted: {
      title: 'Enterprise Manager’s certificate is not trusted',
      explain: 'The monitor sends no password to a server that it cannot identify, so it does not read.',
      next: 'If the certificate was renewed, name its authority in EM_CA_FILE or its SHA-256 in EM_CERT_SHA256, and restart the monitor. If nobody renewed it, find out who answers at this address.',
    },
    logon_refused: {
      title: 'Enterprise Manager refused the logon',
      explain:
        'The monitor tries once and then pauses for 15 minutes, because repeated attempts with a wrong password lock the account.',
      next: 'Correct EM_USERNAME and EM_PASSWORD and restart the monitor: a changed password ends the pause. If the account is locked, unlock it first.',
    },
    forbidden: {
      title: 'Access denied by Enterprise Manager',
      explain: 'It answers, but the role of the monitor’s account no longer allows this.',
      next: 'Check the account’s role in Enterprise Manager. Health lists what it may read.',
    },
    not_found: {
      title: 'No longer in Enterprise Manager',
      explain: 'It was there and is not any more. What the monitor saw stays on this page.',
      next: 'Nothing, if more than 30 days have passed or the object was deleted on purpose.',
    },
    bad_reply: {
      title: 'Enterprise Manager’s answer was not understood',
      explain: 'Something answered, but not in the form that the Enterprise Manager API has.',
      next: 'Check that EM_URL leads to Enterprise Manager itself and not to a proxy’s page. After an upgrade of Enterprise Manager, look for a newer monitor.',
    },
    upstream_error: {
      title: 'Enterprise Manager reports an error of its own',
      explain: 'It answers, but cannot serve the request at present.',
      next: 'Look into the log of Enterprise Manager on its server. The monitor keeps asking.',
    },
    collection_old: {
      title: 'Enterprise Manager’s own data is old',
      explain:
        'It answers, but has not collected from its backup servers for a while. A run that was started in a console may have moved on since.',
      next: 'Check in Enterprise Manager that the data collection runs, every 15 minutes by default, or start it there.',
    },
    bad_request: {
      title: 'The monitor did not understand the request',
      explain: 'The address of this page is not one that its server knows.',
      next: 'Open the session from the list of failovers.',
    },
    forbidden_host: {
      title: 'The monitor does not answer under this address',
      explain: 'Its server serves only the host name it was set up for.',
      next: 'Open the monitor by the address in PUBLIC_URL, or correct that setting.',
    },
    record_unavailable: {
      title: 'The record of this monitor cannot be read',
      explain: 'Live pages go on without it; what is seen meanwhile is kept in memory and written later.',
      next: 'Health says what is wrong with the record and what to do.',
    },
    report_unknown: {
      title: 'There is no such report',
      explain: 'The monitor has kept no report with this checksum.',
      next: 'Open the report of the failover session anew and use the links on that page.',
    },
    signed_out: {
      title: 'You are signed out',
      explain: 'The sign-in has ended, so this page cannot read on.',
      next: 'Sign in again: you come back to this page.',
    },
    not_allowed: {
      title: 'Your role does not allow this',
      explain: 'You are signed in, but this page is for another role.',
      next: 'Ask an administrator of this monitor for another role.',
    },
    too_many_requests: {
      title: 'There were too many requests',
      explain:
        'The monitor answers a limited number of requests from one address, so that it stays quick for all.',
      next: 'Wait a little. If many people share one address, tell the person who runs the monitor.',
    },
    internal: {
      title: 'The monitor itself has failed',
      explain: 'The fault is in the monitor, not in the failover.',
      next: 'Look into the log of the monitor.',
    },
    monitor: {
      title: 'The monitor cannot be reached',
      explain: 'This page gets no answer from its own server, so it cannot know what goes on.',
      next: 'Check your network, and that the monitor’s server runs.',
    },
  },
} as const
