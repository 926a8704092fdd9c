'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { paths } from '@/lib/api/paths'
import { screensQuery } from '@/lib/api/screen-queries'
import type { ScreenView } from '@/lib/api/screen-replies'
import type { ScreenSettings } from '@/lib/api/screen-settings'
import { sendJson } from '@/lib/api/send-json'
import { CommandFailure } from '../command-failure'
import { Fault } from '../fault'
import { Percent, Span, Switch, Time, Zone } from './settings-fields'
import { toSettings, toSettingsDraft, type SettingsDraft } from './settings-draft'

type Props = { screen: ScreenView; onClose: (words?: string) => void }

/** How a screen behaves: sound, quiet hours, dimming, the nightly reload, and the zone of these times. */
export function SettingsForm({ screen, onClose }: Props): ReactNode {
  const t = useTranslations('screens.settings')
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => toSettingsDraft(screen.settings))
  const [isAsked, setIsAsked] = useState(false)
  const settings = toSettings(draft)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const set = (change: Partial<SettingsDraft>): void => setDraft({ ...draft, ...change })

  const save = useMutation({
    mutationFn: (to: ScreenSettings) =>
      sendJson<ScreenView>('PATCH', paths.screen(screen.id), { settings: to }),
    networkMode: 'always',
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: screensQuery().queryKey })
      onClose(t('done', { name: screen.name }))
    },
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    setIsAsked(true)
    if (settings !== null) save.mutate(settings)
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      aria-label={t('label', { name: screen.name })}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 border-t border-line pt-4"
    >
      <Switch
        label={t('sound')}
        hint={t('soundHint')}
        on={draft.soundOn}
        onChange={(soundOn) => set({ soundOn })}
      >
        <Percent
          label={t('volume')}
          least={1}
          value={draft.volumePercent}
          onChange={(volumePercent) => set({ volumePercent })}
        />
        <Switch label={t('quiet')} on={draft.quietOn} onChange={(quietOn) => set({ quietOn })}>
          <Span
            label={t('quiet')}
            from={draft.quietFrom}
            to={draft.quietTo}
            onChange={(quietFrom, quietTo) => set({ quietFrom, quietTo })}
          />
        </Switch>
      </Switch>
      <Switch
        label={t('codes')}
        hint={t('codesHint')}
        on={draft.inCodes}
        onChange={(inCodes) => set({ inCodes })}
      />
      <Switch label={t('dim')} hint={t('dimHint')} on={draft.dimOn} onChange={(dimOn) => set({ dimOn })}>
        <Span
          label={t('dim')}
          from={draft.dimFrom}
          to={draft.dimTo}
          onChange={(dimFrom, dimTo) => set({ dimFrom, dimTo })}
        />
        <Percent
          label={t('brightness')}
          least={10}
          most={90}
          value={draft.brightnessPercent}
          onChange={(brightnessPercent) => set({ brightnessPercent })}
        />
      </Switch>
      <Switch
        label={t('reload')}
        hint={t('reloadHint')}
        on={draft.reloadOn}
        onChange={(reloadOn) => set({ reloadOn })}
      >
        <Time label={t('reloadAt')} value={draft.reloadAt} onChange={(reloadAt) => set({ reloadAt })} />
      </Switch>
      <Zone value={draft.timeZone} onChange={(timeZone) => set({ timeZone })} />
      {isAsked && settings === null && <Fault>{t('timeFault')}</Fault>}
      <CommandFailure error={save.error} />
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="button button-main" disabled={save.isPending}>
          {t(save.isPending ? 'busy' : 'save')}
        </button>
        <button type="button" className="button" disabled={save.isPending} onClick={() => onClose()}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
