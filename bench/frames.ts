/** Waiting for frames. Runs inside pages; the driver passes these to the page as they are. */

/** Resolves in the task right after the next frame's style, layout and paint, with the time in ms. */
export function frameEnd(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  });
}
