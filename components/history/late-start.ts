import { durationBetween } from '@/lib/failover/duration'

/** A run that is found this soon after its start was seen from the start: clocks and polling take that much. */
const SOON_MS = 60_000

/** Whether the monitor came upon a run that had gone on for a while. */
export function isLateStart(recordedFromUtc: string | null, startUtc: string | null): boolean {
  return (durationBetween(startUtc, recordedFromUtc) ?? 0) > SOON_MS
}
