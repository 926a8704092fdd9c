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
      other_urn:
        'That is the URN of something else. A failover session’s begins with urn:veeam:CloudFailoverSession:',
      other_link:
        'That link leads to something else. A failover session’s ends in /cloud/failoverSessions/ and its id.',
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
