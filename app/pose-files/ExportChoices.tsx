import { Copy, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type CanvasSize, type OpenPoseWriting, skeletonImage } from '../../core/pose/index.ts';
import { words } from '../../core/words/index.ts';
import type { SkeletonPicture } from '../actions/pose-files.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/fields.tsx';
import { PixelCanvas } from '../ui/PixelCanvas.tsx';
import { say } from '../words/say.ts';

/** The kinds of files with their choices, beside the picture of the skeleton. */
export function ExportChoices(): React.JSX.Element {
  const [picture, setPicture] = usePictureChoice();
  const [note, setNote] = useState('');
  return (
    <div className="export-content">
      <Preview picture={picture} />
      <div className="export-choices">
        <PictureSection picture={picture} onChange={setPicture} onNote={setNote} />
        <JsonSection onNote={setNote} />
        <SvgSection picture={picture} onNote={setNote} />
        <p className="hint export-note" role="status">
          {note}
        </p>
      </div>
    </div>
  );
}

function usePictureChoice(): [SkeletonPicture, (picture: SkeletonPicture) => void] {
  const { stores } = useServices();
  const width = useStore(stores.form, (form) => form.width);
  const height = useStore(stores.form, (form) => form.height);
  return useState<SkeletonPicture>({ size: { width, height }, background: 'black', lines: 'annotator' });
}

function Preview({ picture }: { readonly picture: SkeletonPicture }): React.JSX.Element {
  const { size, background } = picture;
  const { stores } = useServices();
  const pose = useStore(stores.figure, (figure) => figure.pose);
  const feet = useStore(stores.settings, (settings) => settings.drawFeet);
  const image = useMemo(() => skeletonImage(pose, { ...picture, feet }), [pose, picture, feet]);
  return (
    <div className="export-preview" data-background={background}>
      <PixelCanvas image={image} className="export-drawing" label={say`Skeleton at ${sizeWords(size)} px`} />
    </div>
  );
}

interface SectionProps {
  readonly onNote: (note: string) => void;
}

interface PictureSectionProps extends SectionProps {
  readonly picture: SkeletonPicture;
  readonly onChange: (picture: SkeletonPicture) => void;
}

const BACKGROUNDS = [
  { value: 'black', label: words`Black` },
  { value: 'transparent', label: words`Transparent` },
] as const;

const LINES = [
  { value: 'annotator', label: words`As annotators draw` },
  { value: 'xinsir', label: words`Wide, for xinsir SDXL` },
] as const;

function PictureSection({ picture, onChange, onNote }: PictureSectionProps): React.JSX.Element {
  const { actions } = useServices();
  const sizes = useSizes();
  const { size, background, lines } = picture;
  return (
    <section className="export-section" aria-label={say`Skeleton picture`}>
      <h3>{say`Skeleton picture (PNG)`}</h3>
      <PictureHint lines={lines} />
      <div className="export-fields">
        <SelectField
          label={say`Size`}
          options={sizes.map(({ label, size: { width, height } }) => ({
            value: `${width}x${height}`,
            label,
          }))}
          value={`${size.width}x${size.height}`}
          onChange={(value) => {
            const chosen = sizes.find((one) => `${one.size.width}x${one.size.height}` === value);
            if (chosen) onChange({ ...picture, size: chosen.size });
          }}
        />
        <SelectField
          label={say`Background`}
          options={BACKGROUNDS}
          value={background}
          onChange={(value) => onChange({ ...picture, background: value })}
        />
        <SelectField
          label={say`Lines`}
          options={LINES}
          value={lines}
          onChange={(value) => onChange({ ...picture, lines: value })}
        />
      </div>
      <div className="export-buttons">
        <Button
          kind="primary"
          icon={<Download size={16} />}
          onClick={() => void actions.poseFiles.savePng(picture).then(onNote)}
        >
          {say`Save PNG`}
        </Button>
        <Button
          icon={<Copy size={16} />}
          onClick={() => void actions.poseFiles.copyPng(picture).then(onNote)}
        >
          {say`Copy picture`}
        </Button>
      </div>
    </section>
  );
}

function PictureHint({ lines }: Pick<SkeletonPicture, 'lines'>): React.JSX.Element {
  const { stores } = useServices();
  const drawsFeet = useStore(stores.settings, (settings) => settings.drawFeet);
  const hasFeet = useStore(stores.figure, ({ pose }) => pose.people.some(({ feet }) => feet));
  const plain =
    lines === 'annotator'
      ? say`Exactly what a ControlNet gets.`
      : say`Wider than what a ControlNet gets here.`;
  const what = drawsFeet && hasFeet ? say`With feet, which a ControlNet does not get.` : plain;
  return <p className="hint">{say`${what} The pose is inside: the file opens as a pose again.`}</p>;
}

/** The size of the picture to generate, and the canvas's where it is another. */
function useSizes(): readonly { readonly label: string; readonly size: CanvasSize }[] {
  const { stores } = useServices();
  const { width, height } = useStore(stores.form);
  const canvas = useStore(stores.figure, ({ pose }) => pose);
  const sizes = [{ label: say`${sizeWords({ width, height })}, as pictures`, size: { width, height } }];
  if (canvas.width === width && canvas.height === height) return sizes;
  return [
    ...sizes,
    { label: say`${sizeWords(canvas)}, the canvas`, size: { width: canvas.width, height: canvas.height } },
  ];
}

const UNITS = [
  { value: 'px', label: words`Pixels` },
  { value: 'normalised', label: words`0 to 1` },
] as const;

const CONFIDENCES = [
  { value: 'certain', label: words`Only 1 or 0` },
  { value: 'kept', label: words`As they were read` },
] as const;

function JsonSection({ onNote }: SectionProps): React.JSX.Element {
  const { actions } = useServices();
  const [writing, setWriting] = useState<Required<OpenPoseWriting>>({ units: 'px', confidence: 'certain' });
  return (
    <section className="export-section" aria-label={say`OpenPose JSON`}>
      <h3>{say`OpenPose JSON`}</h3>
      <div className="export-fields">
        <SelectField
          label={say`Coordinates`}
          options={UNITS}
          value={writing.units}
          onChange={(units) => setWriting({ ...writing, units })}
        />
        <SelectField
          label={say`Confidence`}
          options={CONFIDENCES}
          value={writing.confidence}
          onChange={(confidence) => setWriting({ ...writing, confidence })}
        />
      </div>
      <div className="export-buttons">
        <Button
          icon={<Download size={16} />}
          onClick={() => void actions.poseFiles.saveJson(writing).then(onNote)}
        >
          {say`Save JSON`}
        </Button>
        <Button
          icon={<Copy size={16} />}
          onClick={() => void actions.poseFiles.copyJson(writing).then(onNote)}
        >
          {say`Copy JSON`}
        </Button>
      </div>
    </section>
  );
}

interface SvgSectionProps extends SectionProps {
  readonly picture: SkeletonPicture;
}

function SvgSection({ picture, onNote }: SvgSectionProps): React.JSX.Element {
  const { actions } = useServices();
  return (
    <section className="export-section" aria-label={say`Vector drawing`}>
      <h3>{say`Vector drawing (SVG)`}</h3>
      <p className="hint">{say`With background and lines as chosen above, and a name on every joint.`}</p>
      <div className="export-buttons">
        <Button
          icon={<Download size={16} />}
          onClick={() => void actions.poseFiles.saveSvg(picture).then(onNote)}
        >
          {say`Save SVG`}
        </Button>
      </div>
    </section>
  );
}

function sizeWords({ width, height }: CanvasSize): string {
  return `${width} × ${height}`;
}
