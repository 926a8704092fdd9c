/** What a click of the person has done; the page shows the rest by itself. */
export type Said = 'joined' | 'separated' | 'declined' | 'takenBack'
