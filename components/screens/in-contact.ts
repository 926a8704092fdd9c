/** A screen asks every few seconds; a minute without a word means that it is off, or cut off. */
export const CONTACT_LATE_MS = 60_000

/** Whether a screen was in contact when the server answered. */
export const isInContact = (contactAtUtc: string | null, nowUtc: string): boolean =>
  contactAtUtc !== null && Date.parse(nowUtc) - Date.parse(contactAtUtc) <= CONTACT_LATE_MS
