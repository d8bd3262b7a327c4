import { useEffect, useRef, useState } from 'react';
import type { RgbaImage } from '../../core/image/index.ts';
import { fitPose, mirrorPose, type Pose } from '../../core/pose/index.ts';
import { PixelImage } from '../ui/PixelImage.tsx';
import { createThumbnails, THUMBNAIL } from './thumbnails.ts';

const thumbnails = createThumbnails({
  nextFrame: (work) => requestAnimationFrame(work),
  now: () => performance.now(),
});

interface PoseThumbnailProps {
  /** Names the drawing in the cache: the same key is the same drawing. */
  readonly cacheKey: string;
  readonly pose: () => Pose;
  readonly mirrored: boolean;
}

/** A pose in small, drawn once it comes into view. */
export function PoseThumbnail({ cacheKey, pose, mirrored }: PoseThumbnailProps): React.JSX.Element {
  const key = mirrored ? `${cacheKey}/mirrored` : cacheKey;
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ readonly key: string; readonly image: RgbaImage }>();
  const image = drawn?.key === key ? drawn.image : thumbnails.peek(key);
  const missing = image === undefined;
  const draw = useRef<() => Pose>(pose);
  useEffect(() => {
    draw.current = () => {
      const fitted = fitPose(pose(), THUMBNAIL);
      return mirrored ? mirrorPose(fitted) : fitted;
    };
  }, [pose, mirrored]);
  useEffect(() => {
    const element = place.current;
    if (!element || !missing) return;
    let takeBack: (() => void) | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        const inView = entries.some(({ isIntersecting }) => isIntersecting);
        takeBack?.();
        takeBack = inView
          ? thumbnails.order({
              key,
              pose: () => draw.current(),
              deliver: (made) => setDrawn({ key, image: made }),
            })
          : undefined;
      },
      { rootMargin: '160px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      takeBack?.();
    };
  }, [key, missing]);
  return (
    <div ref={place} className="pose-drawing">
      {image && <PixelImage image={image} />}
    </div>
  );
}
