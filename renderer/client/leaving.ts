/** What must be sent before the window goes: it may be closed with a change that waits or a field half written. */
const duties = new Set<() => void>();

/** Runs the duty whenever the window is about to go, or out of sight. */
export function beforeLeaving(duty: () => void): void {
  duties.add(duty);
}

function leave(): void {
  // A field stores its text when it is left.
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement) {
    activeElement.blur();
  }
  for (const duty of duties) duty();
}

/** Begins to watch for the window going. Call once, at the start. */
export function watchLeaving(): void {
  addEventListener('beforeunload', leave);
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
  });
}
