/** Runs a task after the one that is under way: before a frame is drawn or what is less urgent is done, where that can be said. */
export function nextTurn(task: () => void): void {
  if (typeof scheduler === "undefined") setTimeout(task);
  else void scheduler.postTask(task, { priority: "user-blocking" });
}
