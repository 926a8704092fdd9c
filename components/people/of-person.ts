import type { PersonReply } from '@/lib/api/access-replies'

/** What every part of a person's row is given. */
export type OfPerson = {
  person: PersonReply
  /** What was done, in words, for those who do not see it. */
  onDone: (text: string) => void
}
