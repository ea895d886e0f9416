import { tameConsole } from './console';
import { addSource, countRequest, isMetricsServer, serveMetrics, type Source } from './metrics';
import { readRoutes } from './routes';
import { watchRequests } from './watch-requests';

/** Begins to number, log and count requests, and serves the counts where the settings say so. */
export function startWatching(sources: readonly Source[]): void {
  tameConsole();
  watchRequests(readRoutes(), countRequest, isMetricsServer);
  sources.forEach(addSource);
  serveMetrics();
}
