/* oxlint-disable unicorn/require-post-message-target-origin -- a worker thread has no origin */

/** What a worker answers to one message; `late` where it has not within so many milliseconds. */
export function ask(worker, message, { patience, late }) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), patience);
    worker.once("error", reject);
    worker.once("message", (answer) => {
      clearTimeout(timer);
      worker.off("error", reject);
      resolve(answer);
    });
    worker.postMessage(message);
  });
}
