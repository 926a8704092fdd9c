'use client'

import { ChevronDown, Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { useDisclosure } from '../use-disclosure'
import { DEFAULT_TASTE, setTaste, useTableTaste } from './table-taste'
import { COLUMN_IDS, type ColumnId } from './task-columns'
import { useColumnName } from './use-column-name'

/** Which columns there are and how high rows are. It stays open while it is used, and while rows are polled. */
export function ViewMenu(): ReactNode {
  const t = useTranslations('tasks.columns')
  const panelId = useId()
  const { open, setOpen, box, opener, onKeyDown, onBlur } = useDisclosure()
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of what stands in it
    <div ref={box} className="relative" onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        ref={opener}
        type="button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => setOpen(!open)}
        className="button"
      >
        <Columns3 aria-hidden className="size-3.5" />
        {t('button')}
        <ChevronDown aria-hidden className="size-3 text-faint" />
      </button>
      <div
        id={panelId}
        hidden={!open}
        className="absolute top-full right-0 z-30 mt-1.5 grid w-56 gap-2 rounded-xl border border-line-strong bg-surface p-3 text-[13px] shadow-card [&[hidden]]:hidden"
      >
        <ViewChoices />
      </div>
    </div>
  )
}

function ViewChoices(): ReactNode {
  const t = useTranslations('tasks.columns')
  const nameOf = useColumnName()
  const taste = useTableTaste()
  const toggle = (id: ColumnId): void =>
    setTaste({
      ...taste,
      hidden: taste.hidden.includes(id) ? taste.hidden.filter((it) => it !== id) : [...taste.hidden, id],
    })
  return (
    <>
      <fieldset className="grid">
        <legend className="heading-2 mb-1">{t('title')}</legend>
        {COLUMN_IDS.filter((id) => id !== 'vm').map((id) => (
          <label
            key={id}
            className="-mx-1.5 flex min-h-7 items-center gap-2.5 rounded-lg px-1.5 hover:bg-sunken"
          >
            <input
              type="checkbox"
              className="size-4 accent-ink"
              checked={!taste.hidden.includes(id)}
              onChange={() => toggle(id)}
            />
            {id === 'number' ? t('number') : nameOf(id)}
          </label>
        ))}
      </fieldset>
      <fieldset className="grid border-t border-line pt-2">
        <legend className="heading-2 float-left mb-1">{t('rows')}</legend>
        {([false, true] as const).map((dense) => (
          <label
            key={String(dense)}
            className="-mx-1.5 flex min-h-7 items-center gap-2.5 rounded-lg px-1.5 hover:bg-sunken"
          >
            <input
              type="radio"
              name="density"
              className="size-4 accent-ink"
              checked={taste.dense === dense}
              onChange={() => setTaste({ ...taste, dense })}
            />
            {t(dense ? 'dense' : 'roomy')}
          </label>
        ))}
      </fieldset>
      <button type="button" className="button justify-center" onClick={() => setTaste(DEFAULT_TASTE)}>
        {t('reset')}
      </button>
    </>
  )
}
