import 'server-only'
import type { Generated } from 'kysely'
import type { AuditActorKind } from '@/lib/failover/audit'
import type { PersonSource, Role } from '@/lib/failover/role'

/** Who may see what: people, links, screens, and the book of who did what. Secrets stand here only as hashes. */
export type AccessTables = {
  people: PeopleTable
  staff_sessions: {
    no: Generated<number>
    em_id: number
    id: string
    person_no: number
    /** SHA-256 of the cookie's token, hex. */
    token_hash: string
    created_ms: number
    seen_ms: number
    /** Latest end, however much it is used. */
    expires_ms: number
    address: string | null
    client: string | null
  }
  /** Sign-ins that were refused or are under way: an attempt is counted before Enterprise Manager is asked. */
  sign_in_attempts: {
    no: Generated<number>
    em_id: number
    /** Keyed hash of the account name: people type passwords into the wrong field. */
    account_hash: string
    address_hash: string
    at_ms: number
  }
  /** Filters of the list that a person keeps. */
  saved_filters: {
    no: Generated<number>
    em_id: number
    id: string
    person_id: string
    name: string
    /** The name in lower case: two that differ by case only would be mistaken for each other. */
    name_key: string
    /** As it stands in an address, without `?`. */
    query: string
    pinned: number
    /** Order among the person's own, from 0. */
    place: number
    changed_ms: number
  }
  share_links: ShareLinksTable
  /** Every token a link ever had: an old address says that it was replaced. */
  share_tokens: {
    em_id: number
    token_hash: string
    link_no: number
    made_ms: number
    /** When it was replaced; null for the one in use. */
    ended_ms: number | null
  }
  /** Runs that a link shows, in the order in which they were added. */
  share_runs: {
    em_id: number
    link_no: number
    session_id: string
    added_ms: number
    added_by: string
  }
  /** What a tenant reads in place of a VM's name; numbered ones are written down when they are first needed. */
  share_aliases: { em_id: number; link_no: number; vm_name: string; alias: string }
  share_updates: {
    no: Generated<number>
    em_id: number
    id: string
    link_no: number
    at_ms: number
    /** As the tenant reads it. */
    author: string
    /** The person that wrote it, for staff. */
    written_by: string
    text: string
    /** Taken back; kept for staff. */
    removed_ms: number | null
  }
  share_views: {
    em_id: number
    link_no: number
    /** Keyed hash of address and browser, useless for finding either. */
    viewer: string
    client: string
    first_ms: number
    last_ms: number
    /** Times the page was opened; polls only move `last_ms`. */
    opened: number
  }
  /** How the provider shows itself to tenants; one row per Enterprise Manager. */
  provider_profiles: {
    em_id: number
    name: string
    tagline: string | null
    contact: string | null
    accent: string | null
    logo_type: string | null
    logo_base64: string | null
    set_ms: number
    set_by: string
  }
  screens: {
    no: Generated<number>
    em_id: number
    id: string
    name: string
    /** JSON, see lib/auth/screen-scope. */
    scope: string
    token_hash: string
    created_ms: number
    created_by: string
    contact_ms: number | null
    client: string | null
    revoked_ms: number | null
    revoked_by: string | null
    /** JSON, see lib/api/screen-settings; null: as they are from the start. */
    settings: string | null
    /** JSON of what it last said of itself. */
    report: string | null
  }
  screen_commands: {
    no: Generated<number>
    em_id: number
    screen_no: number
    id: string
    kind: string
    text: string | null
    asked_ms: number
    asked_by: string
    expires_ms: number
    done_ms: number | null
    withdrawn_ms: number | null
  }
  screen_pairings: {
    em_id: number
    code_hash: string
    /** Becomes the screen's token when somebody approves it. */
    token_hash: string
    created_ms: number
    expires_ms: number
    address_hash: string
    client: string | null
  }
  audit_events: {
    no: Generated<number>
    em_id: number
    at_ms: number
    actor_kind: AuditActorKind
    actor_id: string | null
    actor_name: string | null
    address: string | null
    action: string
    object_kind: string | null
    object_id: string | null
    object_name: string | null
    /** JSON object of words and numbers. */
    detail: string
  }
}

export type PeopleTable = {
  no: Generated<number>
  em_id: number
  id: string
  source: PersonSource
  /** Unique per source: account name in lower case, or issuer and subject. */
  subject: string
  name: string
  /** By what the source says; anew at each sign-in. */
  found_role: Role | null
  /** An admin's word, which wins; `none` shuts out. */
  set_role: Role | 'none' | null
  set_by: string | null
  set_ms: number | null
  /** Of a local account. */
  password_hash: string | null
  created_ms: number
  signed_in_ms: number | null
}

export type ShareLinksTable = {
  no: Generated<number>
  em_id: number
  id: string
  label: string
  language: string
  time_zone: string
  /** A fixed end; null: `after_end_hours` after the newest run has ended. */
  expires_ms: number | null
  after_end_hours: number
  passcode_hash: string | null
  /** Grows when the passcode changes, which locks what was unlocked by an earlier one. */
  passcode_version: Generated<number>
  show_vms: 'names' | 'aliases' | 'none'
  show_failures: 'withheld' | 'classified'
  /** Sentences of the operator's own, for the tenant. */
  failure_note: string | null
  /** When it took its present words, as with the message: tenants read it with its time. */
  failure_note_ms: number | null
  message: string | null
  message_ms: number | null
  next_text: string | null
  /** In place of the provider's profile. */
  provider_name: string | null
  contact: string | null
  accent: string | null
  /** Of the first run when the link was made, for finding a tenant's links. */
  tenant_id: string | null
  tenant_name: string | null
  state: 'active' | 'paused' | 'revoked'
  state_ms: number
  state_by: string
  created_ms: number
  created_by: string
}
