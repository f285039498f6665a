/** What the platform team is told of a run: one message, and none where nothing is new for anybody. */
import { type Digest, fittedDigest, subjectOf } from './digest.ts';
import { idOf } from './of.ts';
import { type PlatformDetail, type PlatformOrder, platformDetail, recoveredIn } from './platform-detail.ts';
import { platformText, platformWords } from './platform-text.ts';

/** Undefined where nothing is new for anybody, and every listing is as it was. */
export const platformDigest = (order: PlatformOrder): Digest | undefined => {
  const { run, news } = order;
  const told = [...news.owners.values()].some(({ telling }) => telling);
  if (!order.baseline && !told && news.troubles.count === 0 && recoveredIn(order).length === 0) return undefined;
  return fittedDigest((room): Digest<PlatformDetail> => {
    const detail = platformDetail(order, room);
    return {
      id: idOf('Platform Digest', run.id),
      type: 'Platform Digest',
      time: run.startedAt,
      run: run.id,
      source: 'cadastre',
      subject: subjectOf(`Cadastre: ${platformWords(detail)}`),
      text: platformText(detail, room),
      detail,
    };
  });
};
