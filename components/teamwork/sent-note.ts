/** A note that was sent, whether or not its answer came. */
export type SentNote = { id: string; text: string; publishTo: readonly string[] }

/** The same words for the same readers are the same note, which is written once however often it is sent. */
export function toSentNote(
  before: SentNote | null,
  text: string,
  chosen: readonly string[],
  makeId: () => string = makeNoteId,
): SentNote {
  const publishTo = chosen.toSorted()
  const isSame = before !== null && before.text === text && before.publishTo.join() === publishTo.join()
  return isSame ? before : { id: makeId(), text, publishTo }
}

/** By hand, as the browser's own maker of ids works only with https. */
function makeNoteId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
