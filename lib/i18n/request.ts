import { getRequestConfig } from 'next-intl/server'
import { en } from './messages/en'

// A missing or misspelt key, and a missing argument of a message, is a type error.
declare module 'next-intl' {
  interface AppConfig {
    Locale: 'en'
    Messages: typeof en
  }
}

/** One language so far and no locale in the address. */
export default getRequestConfig(() =>
  Promise.resolve({
    locale: 'en' as const,
    messages: en,
    timeZone: 'UTC',
    // The same "now" for the server's render and the browser's first one; without it the two would differ.
    now: new Date(),
  }),
)
