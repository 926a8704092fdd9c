export const shell = {
  brand: 'Failover Monitor',
  skip: 'Skip to content',
  nav: {
    label: 'Main',
    sessions: 'Failovers',
    shareLinks: 'Links',
    screens: 'Screens',
    people: 'People',
    audit: 'Audit',
    health: 'Health',
  },
  person: {
    role: { viewer: 'Viewer', operator: 'Operator', admin: 'Administrator' },
    signOut: 'Sign out',
    failed: 'Signing out failed: the monitor did not answer.',
  },
  find: {
    label: 'Open a failover session by GUID, URN or pasted link, or search the list',
    placeholder: 'Open an id or link, or search',
    key: '/',
    error: {
      empty: 'Type a name, or paste the id, URN or link of a failover session first.',
      incomplete_guid:
        'That looks like part of an id. A whole one has 32 digits, as in a986d473-bc6a-4f55-a6f5-c8f1e70ee393.',
      several: 'That holds the ids of several. Paste that of the one failover session you mean.',
      not_recognised: 'That is neither id, URN nor link of a failover session.',
      other_urn:
        'That is the URN of {thing}. A failover session’s begins with urn:veeam:CloudFailoverSession:',
      other_link:
        'That link leads to {thing}. A failover session’s ends in /cloud/failoverSessions/ and its id.',
    },
    /** What a URN or link names instead. */
    thing: {
      backup_session: 'a backup session',
      backup_task_session: 'one machine’s part of a backup session',
      replica_session: 'a replication session',
      replica_task_session: 'one machine’s part of a replication session',
      restore_session: 'a restore session',
      system_session: 'a system session of Enterprise Manager',
      logon_session: 'a logon session, whose id is a secret',
      other_session: 'a session of another system',
      plan: 'a failover plan',
      tenant: 'a tenant',
      replica: 'a replica',
      replica_point: 'a replica point',
      backup_server: 'a backup server',
      job: 'a job',
      unknown: 'something else',
    },
  },
  error: {
    title: 'This page has failed',
    explain:
      'The fault is in the monitor, not in the failover. Nothing that Enterprise Manager does depends on this page.',
    retry: 'Try again',
    home: 'To the list of failovers',
    reference: 'Reference for the log: {digest}',
  },
  notFound: {
    title: 'There is no such page',
    explain: 'The address leads nowhere. Perhaps a part of it was lost when it was copied.',
  },
} as const
