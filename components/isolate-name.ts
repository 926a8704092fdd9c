const CHANGES_DIRECTION = /[\p{Bidi_Control}\p{Script=Hebrew}\p{Script=Arabic}]/u

/** For a tab's title, where no element can do it: a name in another direction keeps its effect to itself. */
export function isolateName(name: string): string {
  return CHANGES_DIRECTION.test(name) ? `\u2068${name}\u2069` : name
}
