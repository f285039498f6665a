/** Structured logs: a line of JSON each, with the function's name and the run's id. */
import { Logger } from '@aws-lambda-powertools/logger';
import type { Progress } from '../collect/progress.ts';

export const logger = new Logger();

/** What a run says while it works, as far as it is worth a line: pages are not. */
export const logProgress = (progress: Progress): void => {
  switch (progress.event) {
    case 'page':
      return;
    case 'listing':
      if (progress.outcome === 'complete' || progress.outcome === 'closed') logger.debug('listing', { ...progress });
      else logger.warn('listing is not complete', { ...progress });
      return;
    case 'root_failed':
      logger.error('root cannot be read', { ...progress });
      return;
    case 'throttled':
      logger.debug('throttled', { ...progress });
      return;
    default:
      logger.info(progress.event, { ...progress });
  }
};
