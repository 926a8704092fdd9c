import 'server-only'
import { inRecord } from './record-errors'
import { RequestError } from './reply'

/** A run that is known but was not written down yet is, within a second. */
const LONGEST_WAIT_MS = 2_000
const LOOK_EVERY_MS = 100

/**
 * Keeps somebody's word with a run, for which the run itself has to be written down; that is waited for, shortly.
 * @param keep null: the run is not written down yet
 * @param what is to be kept, such as "the tag"
 * @throws {RequestError} `record_unavailable`
 */
export async function onceWritten<Kept>(
  keep: () => Promise<Kept | null>,
  what: string,
  wait: (ms: number) => Promise<void> = pass,
): Promise<Kept> {
  let kept = await inRecord(keep())
  for (let waited = 0; kept === null && waited < LONGEST_WAIT_MS; waited += LOOK_EVERY_MS) {
    await wait(LOOK_EVERY_MS)
    kept = await inRecord(keep())
  }
  if (kept !== null) return kept
  throw new RequestError(
    'record_unavailable',
    `The run has not been written down yet, so there is nothing that ${what} could be kept with.`,
    'Try again in a moment. If that goes on, the health page says what keeps the monitor from recording.',
    LONGEST_WAIT_MS,
  )
}

export function pass(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
