/** The Enterprise Manager whose record the tests write. */
export const EM_URL = 'https://em.example:9398'
