/** Who did something. `system`: the monitor by itself; `command_line`: whoever may run the admin program. */
export const AUDIT_ACTOR_KINDS = ['staff', 'visitor', 'share', 'screen', 'command_line', 'system'] as const
export type AuditActorKind = (typeof AUDIT_ACTOR_KINDS)[number]

/** All that the book knows how to say; closed, so that a reader can be sure of the words. */
export const AUDIT_ACTIONS = [
  'sign_in',
  'sign_in_refused',
  'sign_in_throttled',
  'sign_out',
  'session_ended',
  'role_set',
  'local_account_set',
  'local_account_removed',
  'link_created',
  'link_changed',
  'link_rotated',
  'link_paused',
  'link_resumed',
  'link_revoked',
  'link_run_added',
  'link_update_written',
  'link_update_removed',
  'link_first_opened',
  'link_unlock_refused',
  'provider_changed',
  'screen_approved',
  'screen_changed',
  'screen_revoked',
  'screen_code_refused',
  'run_tagged',
  'target_set',
  'report_made',
  'audit_exported',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]
