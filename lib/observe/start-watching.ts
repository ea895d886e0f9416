import { env } from '@/lib/env';
import { tameConsole } from './console';
import { addSource, countRequest, isMetricsServer, serveMetrics, type Source } from './metrics';
import { frameAnswers } from './frame-answers';
import { readRoutes } from './routes';
import { watchRequests } from './watch-requests';

/** Begins to number, frame, log and count requests, and serves the counts where the settings say so. */
export function startWatching(sources: readonly Source[]): void {
  tameConsole();
  watchRequests(readRoutes(), countRequest, isMetricsServer);
  frameAnswers({ secure: env().BASE_URL.startsWith('https:'), apart: isMetricsServer });
  sources.forEach(addSource);
  serveMetrics();
}
