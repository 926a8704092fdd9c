/** The sign-in page. Each failure says what happened and what to do. */
export const signIn = {
  metaTitle: 'Sign in',
  brand: 'Failover Monitor',
  title: 'Sign in',
  intro: 'With the account that you use for Veeam Backup Enterprise Manager.',
  introSingle: 'With the account of your organisation, or the one that you use for Enterprise Manager.',
  back: 'You come back to the page that you asked for.',
  single: 'Sign in with single sign-on',
  or: 'or with an Enterprise Manager account',
  name: 'Account name',
  nameHint: 'As in Enterprise Manager: DOMAIN\\user or user',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  submit: 'Sign in',
  busy: 'Signing in …',
  kept: 'The password is checked by Enterprise Manager and not kept.',
  noScript:
    'Signing in needs JavaScript, which is switched off in this browser. Switch it on for this address.',
  local: {
    summary: 'Enterprise Manager is down? Use a local account',
    explain:
      'A local account belongs to this monitor alone. Whoever runs it makes one with “npm run admin -- account”.',
    name: 'Local account name',
    password: 'Local password',
    submit: 'Sign in with the local account',
    open: 'Use a local account',
  },
  since: 'Enterprise Manager has not answered the monitor since <at></at>.',
  wait: 'You can try again in {duration}.',
  waitOver: 'You can try again now.',
  detail: 'The monitor’s own words',
  problem: {
    sign_in_refused: {
      title: 'Name or password is wrong',
      explain:
        'Enterprise Manager refuses this name with this password. After five refusals the name is paused for 15 minutes, so that its account does not get locked.',
    },
    localRefused: {
      title: 'Name or password is wrong',
      explain:
        'There is no local account with this name and password. After five refusals the name is paused for 15 minutes.',
    },
    too_many_requests: {
      title: 'Too many wrong passwords',
      explain:
        'For a while nobody is asked about this name, or about anybody at this address, so that no account gets locked. Check the name and the password meanwhile.',
    },
    no_failover_right: {
      title: 'This account may not see failovers',
      explain:
        'It is known, but has no right here. Ask an administrator of this monitor for access, or for an Enterprise Manager role that may read Cloud Connect failover sessions (Portal User or more).',
    },
    unreachable: {
      title: 'Enterprise Manager cannot be reached',
      explain:
        'So nobody can say whether the password is right; this attempt does not count. People who are signed in go on. A local account can be used until it is back.',
    },
    timed_out: {
      title: 'Enterprise Manager does not answer in time',
      explain:
        'So nobody can say whether the password is right. Try again in a minute, or use a local account until it is back.',
    },
    tls_untrusted: {
      title: 'Enterprise Manager’s certificate is not trusted',
      explain:
        'Your password was not sent to it. A local account can be used until whoever runs this monitor has corrected EM_CA_FILE or EM_CERT_SHA256.',
    },
    enterpriseManager: {
      title: 'Enterprise Manager cannot check the account',
      explain:
        'It answers, but not in a way that says whether the password is right; this attempt does not count. A local account can be used until that is over.',
    },
    record_unavailable: {
      title: 'The record of this monitor is away',
      explain:
        'Sign-ins are counted and kept there, so nobody can sign in at present. People who are signed in go on. Whoever runs this monitor finds the reason in its log; try again when the record is back.',
    },
    bad_request: {
      title: 'That cannot be a name with its password',
      explain:
        'The name holds a colon or is too long, or one of both holds a character that cannot be typed.',
    },
    monitor: {
      title: 'The monitor does not answer',
      explain: 'Check your network, and that the monitor’s server runs. Then try again.',
    },
    internal: {
      title: 'The monitor has a fault',
      explain: 'The sign-in could not be finished; its log holds the reason. Try again.',
    },
  },
  /** After a single sign-on that came to nothing. */
  single_error: {
    not_set_up: {
      title: 'Single sign-on is not set up here',
      explain: 'Sign in with your Enterprise Manager account instead.',
    },
    unreachable: {
      title: 'The sign-on service does not answer',
      explain: 'Try again in a minute, or sign in with your Enterprise Manager account.',
    },
    refused: {
      title: 'The sign-on service did not let you through',
      explain:
        'It refused, or you turned back there. Try again, or sign in with your Enterprise Manager account.',
    },
    expired: {
      title: 'This sign-on is no longer good',
      explain:
        'It took longer than ten minutes, was begun in another browser, or its address was used twice. Begin again.',
    },
    invalid: {
      title: 'The sign-on service gave an answer that cannot be used',
      explain:
        'Nobody was signed in. Whoever runs this monitor finds the reason in its log. You can sign in with your Enterprise Manager account.',
    },
    no_failover_right: {
      title: 'Your account may not see failovers',
      explain:
        'You were recognised, but none of your groups has a role in this monitor. Ask an administrator of this monitor, or whoever looks after your groups.',
    },
    record_unavailable: {
      title: 'The record of this monitor is away',
      explain:
        'You were recognised, but a sign-in cannot be kept at present. Try again when the record is back.',
    },
    failed: {
      title: 'The monitor has a fault',
      explain: 'The sign-on could not be finished; the monitor’s log holds the reason. Try again.',
    },
  },
} as const
