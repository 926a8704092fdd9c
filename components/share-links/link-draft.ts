import type { ChangeShareLink, CreateShareLink, ShareLanguage, ShareLink } from '@/lib/api/share-replies'

/** A link as a form holds it. Texts are as they were typed; an empty one means none. */
export type LinkDraft = {
  label: string
  language: ShareLanguage
  timeZone: string
  end: EndDraft
  passcode: PasscodeDraft
  vms: ShareLink['show']['vms']
  failures: ShareLink['show']['failures']
  failureNote: string
  message: string
  next: string
  providerName: string
  contact: string
  /** `#rrggbb` or empty. */
  accent: string
}

/** `local`: what an input of type datetime-local holds, by this browser's clock. */
export type EndDraft = { kind: 'after_run' } | { kind: 'at'; local: string }
export type PasscodeDraft = { kind: 'none' } | { kind: 'keep' } | { kind: 'set'; text: string }

export const HOURS_AFTER_END = 72
const LEAST_PASSCODE = 4
const COLOUR = /^#[0-9a-f]{6}$/i

export function emptyDraft(label: string, timeZone: string): LinkDraft {
  return {
    label,
    language: 'en',
    timeZone,
    end: { kind: 'after_run' },
    passcode: { kind: 'none' },
    vms: 'names',
    failures: 'classified',
    failureNote: '',
    message: '',
    next: '',
    providerName: '',
    contact: '',
    accent: '',
  }
}

export function toDraft(link: ShareLink): LinkDraft {
  return {
    label: link.label,
    language: link.language,
    timeZone: link.timeZone,
    end:
      link.expiresAfterEndHours === null
        ? { kind: 'at', local: toLocalInput(Date.parse(link.expiresAtUtc)) }
        : { kind: 'after_run' },
    passcode: link.hasPasscode ? { kind: 'keep' } : { kind: 'none' },
    vms: link.show.vms,
    failures: link.show.failures,
    failureNote: link.failureNote ?? '',
    message: link.message ?? '',
    next: link.next ?? '',
    providerName: link.providerName ?? '',
    contact: link.contact ?? '',
    accent: link.accent ?? '',
  }
}

export type DraftField = 'label' | 'timeZone' | 'end' | 'passcode' | 'accent'
export type DraftFaults = Partial<Record<DraftField, true>>

/** What the server would refuse, known before it is asked. `before`: an end that was there already may stay. */
export function findFaults(draft: LinkDraft, nowMs: number, before: LinkDraft | null = null): DraftFaults {
  const faults: DraftFaults = {}
  if (draft.label.trim() === '') faults.label = true
  if (!isTimeZone(draft.timeZone.trim())) faults.timeZone = true
  const sameEnd = before !== null && isSame(before.end, draft.end)
  if (draft.end.kind === 'at' && !sameEnd) {
    const endMs = toMs(draft.end.local)
    if (endMs === null || endMs <= nowMs) faults.end = true
  }
  if (draft.passcode.kind === 'set' && draft.passcode.text.trim().length < LEAST_PASSCODE)
    faults.passcode = true
  if (draft.accent.trim() !== '' && !COLOUR.test(draft.accent.trim())) faults.accent = true
  return faults
}

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '' && zone !== ''
  } catch {
    return false
  }
}

export function toCreateBody(sessionId: string, draft: LinkDraft): CreateShareLink {
  const passcode = toPasscode(draft.passcode)
  return { sessionId, ...toSettings(draft), ...(typeof passcode === 'string' && { passcode }) }
}

/** Only what differs: what a colleague has changed meanwhile stays as they left it. */
export function toChangeBody(link: ShareLink, draft: LinkDraft): Omit<ChangeShareLink, 'state'> {
  const before = toSettings(toDraft(link))
  const changed = Object.entries(toSettings(draft)).filter(
    // safe: both objects are made by the same function, so they have the same keys
    ([key, value]) => !isSame(before[key as keyof typeof before], value),
  )
  const passcode = toPasscode(draft.passcode)
  const passcodeChanges = passcode === null ? link.hasPasscode : passcode !== undefined
  return { ...Object.fromEntries(changed), ...(passcodeChanges && passcode !== undefined && { passcode }) }
}

function toSettings(draft: LinkDraft) {
  const endMs = draft.end.kind === 'at' ? toMs(draft.end.local) : null
  return {
    label: draft.label.trim(),
    language: draft.language,
    timeZone: draft.timeZone.trim(),
    expiresAtUtc: endMs === null ? null : new Date(endMs).toISOString(),
    show: { vms: draft.vms, failures: draft.failures },
    failureNote: toText(draft.failureNote),
    message: toText(draft.message),
    next: toText(draft.next),
    providerName: toText(draft.providerName),
    contact: toText(draft.contact),
    accent: toText(draft.accent),
  }
}

/** Undefined leaves it as it is, null takes it away. */
function toPasscode(passcode: PasscodeDraft): string | null | undefined {
  switch (passcode.kind) {
    case 'none':
      return null
    case 'keep':
      return undefined
    case 'set':
      return passcode.text.trim()
    default:
      return passcode satisfies never
  }
}

export const toText = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

/** By this browser's clock, as the input reads it. @returns null if nothing whole was typed */
export function toMs(local: string): number | null {
  const ms = local === '' ? Number.NaN : new Date(local).getTime()
  return Number.isNaN(ms) ? null : ms
}

/** To the minute, by this browser's clock. */
export function toLocalInput(ms: number): string {
  const offsetMs = new Date(ms).getTimezoneOffset() * 60_000
  return new Date(ms - offsetMs).toISOString().slice(0, 16)
}

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

export const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone
