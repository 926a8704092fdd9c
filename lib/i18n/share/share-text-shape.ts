import type { en } from '../messages/share/en'
import type { Plural } from './fill'

/** The keys of the English texts with any words; what decides a plural form is the same in all languages. */
type Shape<Node> = Node extends string
  ? string
  : Node extends { readonly count: string; readonly other: string }
    ? Plural & { readonly count: Node['count'] }
    : { readonly [Key in keyof Node]: Shape<Node[Key]> }

/** A key that is missing in one language is a type error there. */
export type ShareTexts = Shape<typeof en>
