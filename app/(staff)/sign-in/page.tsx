import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { SignInScreen } from '@/components/sign-in/sign-in-screen'
import { toReturnPath } from '@/lib/api/return-path'
import { parseSignInError } from '@/lib/api/sign-in-error'
import { RequestError } from '@/lib/server/reply'
import { getRuntime } from '@/lib/server/runtime'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn')
  return { title: t('metaTitle') }
}

export default async function SignInPage({ searchParams }: Props) {
  const { from, error } = await searchParams
  const returnPath = toReturnPath(typeof from === 'string' ? from : null)
  if (await isSignedIn()) redirect(returnPath)
  return (
    <SignInScreen
      returnPath={returnPath}
      hasSingleSignOn={getRuntime().singleSignOn.isSetUp}
      error={parseSignInError(error)}
    />
  )
}

/** While the record is away nobody can say, and the page itself has to open. */
async function isSignedIn(): Promise<boolean> {
  try {
    return (await getRuntime().access.staffOf(await headers())).kind === 'staff'
  } catch (error) {
    if (error instanceof RequestError) return false
    throw error
  }
}
