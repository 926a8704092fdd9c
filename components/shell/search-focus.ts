/** The list's search field, while it is there; and whether it is to have the focus once it is. */
let field: HTMLElement | null = null
let isWanted = false

/** The list's search field has come. @returns what to do when it goes */
export function registerSearch(element: HTMLElement): () => void {
  field = element
  if (isWanted) element.focus()
  isWanted = false
  return () => {
    if (field === element) field = null
  }
}

/** Leads into the list's search, on this page or the one that is being opened. */
export function focusSearch(): void {
  if (field === null) isWanted = true
  else field.focus()
}
