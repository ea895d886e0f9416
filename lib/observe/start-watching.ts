import { env } from '@/lib/env';
import { tameConsole } from './console';
import { addSource, countRequest, isMetricsServer, serveMetrics, type Source } from './metrics';
import { frameAnswers } from './frame-answers';
import { readPacked, sendPacked } from './packed-files';
import { readRoutes } from './routes';
import { watchRequests } from './watch-requests';

/** Begins to number, frame, log and count requests, to send files packed, and to serve the counts where the settings say so. */
export function startWatching(sources: readonly Source[]): void {
  tameConsole();
  watchRequests(readRoutes(), countRequest, isMetricsServer);
  frameAnswers({ secure: env().BASE_URL.startsWith('https:'), apart: isMetricsServer });
  if (process.env.NODE_ENV === 'production') sendPacked(readPacked(), isMetricsServer);
  sources.forEach(addSource);
  serveMetrics();
}
