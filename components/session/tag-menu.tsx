'use client'

import { Check, ChevronDown, Tag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { RUN_KINDS, type RunKind } from '@/lib/failover/role'
import { fill, withInstant } from '../rich-tags'
import { useDisclosure } from '../use-disclosure'
import { RefusedNote } from './refused-note'
import { TAG_LOOK } from './tag-look'
import { useTagging } from './use-tagging'

/** As wide as the list is where there is room for it, px. */
const PANEL_WIDTH = 300
const LEAST_EDGE = 16
/** Tailwind's `sm`: below it, the list is as wide as the page. */
const NARROW_BELOW = 640

const CHOICES = [...RUN_KINDS, null] as const

/** What this run was by an operator's word, by whose word and since when; where it may be set, with the choice. */
export function TagMenu({ reply }: { reply: Pick<SessionReply, 'session' | 'tag' | 'may'> }): ReactNode {
  const t = useTranslations('session.tag')
  const { tag, may, session } = reply
  const panelId = useId()
  const { open, setOpen, box, opener, onBlur } = useDisclosure()
  const [shiftPx, setShiftPx] = useState(0)
  const [said, setSaid] = useState('')
  const tagging = useTagging(session.id)

  if (tag === null && !may.tag) {
    return (
      <span data-testid="tag" className="text-[12px] whitespace-nowrap text-faint">
        {t('none')}
      </span>
    )
  }

  const close = (): void => {
    setOpen(false)
    tagging.forget()
    opener.current?.focus()
  }
  const show = (): void => {
    setShiftPx(toShift(box.current))
    setOpen(true)
  }
  const choose = async (kind: RunKind | null): Promise<void> => {
    if (!(await tagging.set(kind))) return
    setSaid(t(kind === null ? 'saidNone' : 'said', { kind: t(`kind.${kind ?? 'none'}`) }))
    close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      moveFocus(box.current, event.key === 'ArrowDown' ? 1 : -1)
    }
  }
  const Icon = tag === null ? Tag : TAG_LOOK[tag.kind]
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of what stands in it
    <div ref={box} data-testid="tag" className="sm:relative" onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        ref={opener}
        type="button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={open ? close : show}
        className={`inline-flex min-h-6 items-center gap-1.5 rounded-full border px-2.5 text-[12px] font-[560] whitespace-nowrap hover:bg-sunken ${tag === null ? 'border-dashed border-line-strong text-muted' : 'border-line-strong text-text'}`}
      >
        <Icon aria-hidden className="size-3.5 shrink-0" />
        <span className="sr-only">{t('label')} </span>
        {t(`kind.${tag?.kind ?? 'none'}`)}
        <ChevronDown aria-hidden className="size-3 shrink-0 text-faint" />
      </button>
      <div
        id={panelId}
        hidden={!open}
        style={shiftPx === 0 ? undefined : { marginInlineStart: `${shiftPx}px` }}
        className="absolute top-full z-30 mt-1.5 grid gap-2 rounded-xl border border-line-strong bg-surface p-3 text-[13px] shadow-card max-sm:inset-x-4 sm:left-0 sm:w-[300px] [&[hidden]]:hidden"
      >
        <p className="heading-2">{t(may.tag ? 'question' : 'answer')}</p>
        {may.tag && (
          <ul className="-mx-1.5 grid gap-0.5">
            {CHOICES.map((kind) => (
              <li key={kind ?? 'none'}>
                <Choice
                  kind={kind}
                  chosen={kind === (tag?.kind ?? null)}
                  busy={tagging.busy}
                  onChoose={() => void choose(kind)}
                />
              </li>
            ))}
          </ul>
        )}
        <RefusedNote refused={tagging.refused} />
        <p className="border-t border-line pt-2 text-[12.5px] text-muted">
          {tag === null
            ? t('noneNote')
            : t.rich('set', {
                kind: t(`kind.${tag.kind}`),
                by: fill(<bdi className="foreign-text">{tag.setBy}</bdi>),
                ...withInstant(tag.setAtUtc),
              })}
        </p>
      </div>
      <output className="sr-only">{said}</output>
    </div>
  )
}

type ChoiceProps = { kind: RunKind | null; chosen: boolean; busy: boolean; onChoose: () => void }

function Choice({ kind, chosen, busy, onChoose }: ChoiceProps): ReactNode {
  const t = useTranslations('session.tag')
  const Icon = kind === null ? Tag : TAG_LOOK[kind]
  return (
    <button
      type="button"
      data-choice
      aria-pressed={chosen}
      aria-disabled={busy}
      onClick={onChoose}
      className="grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-lg px-2 py-1.5 text-start hover:bg-sunken"
    >
      <Icon aria-hidden className="size-4 text-muted" />
      <span>
        <span className="font-[560]">{t(kind === null ? 'clear' : `kind.${kind}`)}</span>
        <span className="block text-[12px] text-muted">{t(`hint.${kind ?? 'none'}`)}</span>
      </span>
      <Check aria-hidden className={`size-4 ${chosen ? '' : 'invisible'}`} />
    </button>
  )
}

/** So far to the left that a list below a chip near the edge does not widen the page, px. */
function toShift(box: HTMLElement | null): number {
  const pageWidth = document.documentElement.clientWidth
  if (box === null || pageWidth < NARROW_BELOW) return 0
  return Math.min(0, pageWidth - LEAST_EDGE - PANEL_WIDTH - box.getBoundingClientRect().left)
}

/** To the next choice, or the one before; from outside, to the first or last. */
function moveFocus(box: HTMLElement | null, by: 1 | -1): void {
  const choices = [...(box?.querySelectorAll<HTMLElement>('[data-choice]') ?? [])]
  const at = choices.findIndex((choice) => choice === document.activeElement)
  const next = at < 0 ? (by === 1 ? 0 : choices.length - 1) : (at + by + choices.length) % choices.length
  choices[next]?.focus()
}
