import 'server-only'
import { SHARE_LANGUAGES, type ShareLanguage } from '@/lib/api/share-replies'

/** The few words that stand in a reply itself; all others are the page's. */
const WORDS = {
  en: { server: 'Server', unnamed: 'Unnamed server', provider: 'Your provider' },
  de: { server: 'Server', unnamed: 'Server ohne Namen', provider: 'Ihr Anbieter' },
  fr: { server: 'Serveur', unnamed: 'Serveur sans nom', provider: 'Votre prestataire' },
  es: { server: 'Servidor', unnamed: 'Servidor sin nombre', provider: 'Su proveedor' },
  ja: { server: 'サーバー', unnamed: '名前のないサーバー', provider: 'ご契約のプロバイダー' },
} as const satisfies Record<ShareLanguage, { server: string; unnamed: string; provider: string }>

export const numberedServer = (language: ShareLanguage, number: number): string =>
  `${WORDS[language].server} ${number}`

export const unnamedServer = (language: ShareLanguage, number: number): string =>
  `${WORDS[language].unnamed} ${number}`

/** For a provider that has not said its name. */
export const someProvider = (language: ShareLanguage): string => WORDS[language].provider

/** English for what no version of ours has written. */
export const toShareLanguage = (stored: string): ShareLanguage =>
  SHARE_LANGUAGES.find((language) => language === stored) ?? 'en'
