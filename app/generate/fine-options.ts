/* What the finer settings offer, as the form and the facts of a picture name it. */
import { words } from '../../core/words/index.ts';

/** Whose noise a seed gives. */
export const NOISE_OPTIONS = [
  { value: 'cpu', label: 'CPU (ComfyUI)' },
  { value: 'gpu', label: 'GPU (A1111)' },
] as const;

/** Which of pose and prompt is believed where they disagree. */
export const CONTROL_MODE_OPTIONS = [
  { value: 'balanced', label: words`Balanced` },
  { value: 'prompt', label: words`Prompt first` },
  { value: 'control', label: words`Pose first` },
] as const;
