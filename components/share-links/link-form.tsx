'use client'

import { type FormEvent, type ReactNode, useRef } from 'react'
import { ModalCommands } from '../modal'
import { CommandFailure } from '../command-failure'
import { type DraftFaults, type LinkDraft, findFaults } from './link-draft'
import { LinkFields } from './link-fields'

type Props = {
  draft: LinkDraft
  onChange: (draft: LinkDraft) => void
  /** What a link has now; what was there already may stay. */
  before: LinkDraft | null
  hasPasscode: boolean
  faults: DraftFaults
  onFaults: (faults: DraftFaults) => void
  onSubmit: () => void
  busy: boolean
  error: Error | null
  action: string
}

export function LinkForm(props: Props): ReactNode {
  const { draft, onChange, before, hasPasscode, faults, onFaults, onSubmit, busy, error, action } = props
  const form = useRef<HTMLFormElement>(null)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const found = findFaults(draft, Date.now(), before)
    onFaults(found)
    if (Object.keys(found).length === 0) return onSubmit()
    // After the faults are on the page.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <LinkFields
        draft={draft}
        faults={faults}
        hasPasscode={hasPasscode}
        onChange={(next) => {
          onChange(next)
          // What was wrong is looked at again as it is put right.
          if (Object.keys(faults).length > 0) onFaults(keepOnly(findFaults(next, Date.now(), before), faults))
        }}
      />
      <ModalCommands>
        <CommandFailure error={error} />
        <button type="submit" disabled={busy} className="button button-main min-h-[34px]">
          {action}
        </button>
      </ModalCommands>
    </form>
  )
}

/** Nothing new is called wrong while somebody types. */
function keepOnly(found: DraftFaults, shown: DraftFaults): DraftFaults {
  return Object.fromEntries(Object.entries(found).filter(([field]) => Object.hasOwn(shown, field)))
}
