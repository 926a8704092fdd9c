/** To the next of such elements, or the one before; from outside, to the first or last. It does not go round at the ends. */
export function moveFocus(within: ParentNode | null, selector: string, by: 1 | -1): void {
  const all = [...(within?.querySelectorAll<HTMLElement>(selector) ?? [])]
  const at = all.findIndex((element) => element === document.activeElement)
  const start = by === 1 ? 0 : all.length - 1
  const next = at < 0 ? start : Math.min(all.length - 1, Math.max(0, at + by))
  all[next]?.focus()
}
