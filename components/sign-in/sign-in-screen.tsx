'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { pages, paths } from '@/lib/api/paths'
import type { SignInError } from '@/lib/api/sign-in-error'
import { BrandMark } from '../shell/brand-mark'
import { PreferencesButton } from '../preferences/preferences-button'
import { CredentialsForm, type Way } from './credentials-form'
import { SignInFailure } from './sign-in-failure'
import { blamesFields, offersLocal, type Failure } from './to-failure'

const SECONDARY = 'button min-h-10 w-full justify-center text-[14px]'

type Props = {
  returnPath: string
  hasSingleSignOn: boolean
  /** Of a single sign-on that came to nothing. */
  error: SignInError | null
}

/** The way in: an Enterprise Manager account first, single sign-on where there is one, a local account for bad days. */
export function SignInScreen({ returnPath, hasSingleSignOn, error }: Props): ReactNode {
  const t = useTranslations('signIn')
  const [failure, setFailure] = useState<Failure | null>(error && { kind: 'single', code: error })
  // Its fields come only when they are asked for: a password manager would fill the wrong ones.
  const [isLocalOpen, setLocalOpen] = useState(false)
  const local = useRef<HTMLDetailsElement>(null)

  function openLocal(): void {
    flushSync(() => setLocalOpen(true))
    local.current?.querySelector('input')?.focus()
  }

  const form = (way: Way): ReactNode => (
    <CredentialsForm
      way={way}
      returnPath={returnPath}
      isFailing={blamesFields(failure, way)}
      onFailure={setFailure}
    />
  )
  const failureOf = (kinds: readonly Failure['kind'][]): ReactNode =>
    failure !== null &&
    kinds.includes(failure.kind) && (
      <SignInFailure failure={failure} {...(offersLocal(failure) && { onLocal: openLocal })} />
    )

  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <header className="flex items-center justify-between gap-4 px-4 py-2 sm:px-6">
        <p className="flex items-center gap-2 text-[14.5px] font-[650] tracking-[-0.01em]">
          <BrandMark />
          {t('brand')}
        </p>
        <PreferencesButton />
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[440px] px-4 pt-6 pb-12 outline-none sm:pt-[9vh]"
      >
        <section aria-labelledby="sign-in-title" className="card grid gap-5 p-5 shadow-card sm:p-8">
          <div className="grid gap-1.5">
            <h1 id="sign-in-title" className="heading-1">
              {t('title')}
            </h1>
            <p className="text-muted">
              {t(hasSingleSignOn ? 'introSingle' : 'intro')}
              {returnPath !== pages.sessions() && ` ${t('back')}`}
            </p>
          </div>
          <noscript>
            <p className="rounded-lg bg-sunken px-4 py-3 font-[560]">{t('noScript')}</p>
          </noscript>
          {failureOf(['single', 'enterprise-manager'])}
          {hasSingleSignOn && (
            <>
              <a href={paths.singleSignOn(returnPath)} className={SECONDARY}>
                {t('single')}
              </a>
              <p className="flex items-center gap-3 text-[12.5px] text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
                {t('or')}
              </p>
            </>
          )}
          {form('enterprise-manager')}
        </section>
        <details
          ref={local}
          open={isLocalOpen}
          onToggle={(event) => setLocalOpen(event.currentTarget.open)}
          className="mt-4"
        >
          <summary className="mx-auto w-fit cursor-pointer rounded-md px-2 py-1.5 text-[12.5px] text-muted hover:text-text">
            {t('local.summary')}
          </summary>
          {isLocalOpen && (
            <section aria-label={t('local.open')} className="card mt-3 grid gap-4 p-5 sm:px-8 sm:py-6">
              <p className="text-muted">{t('local.explain')}</p>
              {failureOf(['local'])}
              {form('local')}
            </section>
          )}
        </details>
      </main>
    </div>
  )
}
