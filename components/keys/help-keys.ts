/** By these the preferences and the palette find the help among the keys of the page. */
export const HELP_KEYS = '?'
export const PALETTE_KEYS = 'mod+k'
