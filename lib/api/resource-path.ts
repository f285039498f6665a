/** What a path below `/resources/` asks, and of which resource. */
import type { RegisterReader } from '../register/types.ts';
import type { OneRoute } from './route.ts';
import { oneResource, resourceImpact } from './routes/resource.ts';

/** Something that is percent-encoded wrongly, or was decoded on its way, is taken as it stands. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const RESOURCES = '/resources/';
const IMPACT = '/impact';

/** An id may have slashes in it: all that follows `/resources/` is the id, but for the question at its end. */
export const questionOf = async (
  pathname: string,
  reader: Pick<RegisterReader, 'resource'>,
): Promise<{ readonly route: OneRoute; readonly id: string }> => {
  const rest = pathname.slice(RESOURCES.length);
  const whole = { route: oneResource, id: decoded(rest) };
  if (!rest.endsWith(IMPACT)) return whole;
  const impact = { route: resourceImpact, id: decoded(rest.slice(0, -IMPACT.length)) };
  // An id that ends so is told from the question by what there is.
  return (await reader.resource(impact.id)) === undefined && (await reader.resource(whole.id)) !== undefined
    ? whole
    : impact;
};
