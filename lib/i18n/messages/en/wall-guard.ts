/** Said over a whole wall when its page has stopped. Apart from the other texts: these must be there when the page is not. */
export const wallGuard = {
  title: 'This screen has stopped',
  since: 'It has shown nothing new since {time} UTC by its own clock. Do not rely on it.',
  next: 'It loads itself anew as soon as the monitor answers.',
  paused:
    'It has loaded itself anew twice and tries again within five minutes. If this lasts: restart the browser of this screen.',
}
