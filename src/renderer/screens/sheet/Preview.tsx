import type { Mark, Page } from '#core/sheet/marks.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import styles from './sheet.module.css';

/** Width of the ruler around the page, in millimetres of the page. */
const RULER = 9;
const CENTIMETRE = 10;

function DrawnMark({
  mark,
  picture,
}: {
  readonly mark: Mark;
  readonly picture: string;
}): ReactElement {
  switch (mark.kind) {
    case 'text':
      return (
        <text
          x={mark.xMm}
          y={mark.yMm}
          fontSize={mark.sizeMm}
          fontWeight={mark.weight === 'bold' ? 700 : 400}
          textLength={mark.widthMm > 0 ? mark.widthMm : undefined}
          lengthAdjust="spacingAndGlyphs"
        >
          {mark.text}
        </text>
      );
    case 'line':
      return (
        <line
          x1={mark.fromMm[0]}
          y1={mark.fromMm[1]}
          x2={mark.toMm[0]}
          y2={mark.toMm[1]}
          strokeWidth={mark.thickMm}
        />
      );
    case 'box':
      return (
        <rect
          x={mark.xMm}
          y={mark.yMm}
          width={mark.widthMm}
          height={mark.heightMm}
          fill="none"
          strokeWidth={0.2}
        />
      );
    case 'code':
      return (
        <image x={mark.xMm} y={mark.yMm} width={mark.sideMm} height={mark.sideMm} href={picture} />
      );
  }
}

interface RulerProps {
  readonly lengthMm: number;
  readonly isUpright?: boolean;
}

function Ruler({ lengthMm, isUpright = false }: RulerProps): ReactElement {
  const marks = Array.from(
    { length: Math.floor(lengthMm / CENTIMETRE) + 1 },
    (_, index) => index * CENTIMETRE,
  );
  return (
    <g className={styles['ruler']}>
      {marks.map((at) => {
        const size = at % 50 === 0 ? 4 : 2;
        return isUpright ? (
          <line key={at} x1={-size} y1={at} x2={0} y2={at} />
        ) : (
          <line key={at} x1={at} y1={-size} x2={at} y2={0} />
        );
      })}
      <text
        x={isUpright ? -RULER + 0.6 : lengthMm / 2}
        y={isUpright ? lengthMm / 2 : -5}
        textAnchor="middle"
        fontSize={4}
        transform={isUpright ? `rotate(-90 ${String(-RULER + 4)} ${String(lengthMm / 2)})` : ''}
      >
        {Math.round(lengthMm)} mm
      </text>
    </g>
  );
}

/** Preview drawn from the same marks as the print, with a ruler around it. */
export function Preview({ pages }: { readonly pages: readonly Page[] }): ReactElement | null {
  const { t } = useTranslation();
  const { qr } = useSnapshot();
  const [shown, setShown] = useState(0);
  const index = Math.min(shown, pages.length - 1);
  const page = pages[index];
  if (page === undefined || qr === undefined) return null;
  const { widthMm, heightMm } = page.size;
  const picture = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr.svg)}`;
  const view = [-RULER, -RULER, widthMm + RULER + 1, heightMm + RULER + 1].map(String).join(' ');
  return (
    <figure className={styles['preview']} data-part="sheet-preview">
      <svg viewBox={view} role="img" aria-label={t('sheet.preview')} data-testid="preview">
        <Ruler lengthMm={widthMm} />
        <Ruler lengthMm={heightMm} isUpright />
        <rect className={styles['page']} x={0} y={0} width={widthMm} height={heightMm} />
        <g className={styles['ink']}>
          {page.marks.map((mark, number) => (
            <DrawnMark key={`${mark.kind}-${String(number)}`} mark={mark} picture={picture} />
          ))}
        </g>
      </svg>
      {pages.length > 1 ? (
        <figcaption>
          <TouchButton
            note={t('sheet.page', { number: index + 1, pages: pages.length })}
            testId="next-page"
            onPress={() => {
              setShown((index + 1) % pages.length);
            }}
          >
            {t('sheet.nextPage')}
          </TouchButton>
        </figcaption>
      ) : null}
    </figure>
  );
}
