import type { RemoteProgress } from '../remote/runs/run.ts';

/** Where a run elsewhere is. */
export function remoteWords(label: string, progress: RemoteProgress): string {
  switch (progress.at) {
    case 'uploading':
      return `Sending the pictures to ${label}…`;
    case 'sent':
      return `Sent to ${label}. It is drawing…`;
    case 'waiting':
      return `Waiting at ${label}${ahead(progress.queued)}${remaining(progress.etaMs)}…`;
    case 'drawing':
      return `${label} is drawing: ${Math.round(100 * progress.share)} %${remaining(progress.etaMs)}`;
    case 'fetching':
      return `Fetching the picture from ${label}…`;
  }
}

/** The server counts this run as well, and tells nothing of whose the others are. */
function ahead(queued = 0): string {
  return queued < 2 ? '' : `, ${queued} runs in its queue`;
}

function remaining(etaMs: number | undefined): string {
  return etaMs === undefined || etaMs < 1000 ? '' : `, about ${Math.round(etaMs / 1000)} s left`;
}
