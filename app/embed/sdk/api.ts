/*
 * What a page gets that embeds Armature. This file imports nothing: it is handed out as it is, as declarations.
 */

/** A part of the page. */
export type Panel = 'header' | 'editor' | 'picture' | 'prompt' | 'settings' | 'share';

/** What the page looks like; `system` follows the person's setting. */
export type Theme = 'system' | 'light' | 'dark';

/** What may draw: the device's GPU, its CPU, or a back end elsewhere that the person sets up in the frame. */
export type Backend =
  | 'webgpu'
  | 'wasm'
  | 'a1111'
  | 'comfyui'
  | 'segmind'
  | 'segmind-queue'
  | 'modelslab-controlnet'
  | 'modelslab-text';

/** What the safety checker said of a picture: it has passed, it may be sexual, or it could not be looked at. */
export type SafetyVerdict = 'clear' | 'flagged' | 'unchecked';

/** Names of samplers, as ComfyUI has them. */
export type Sampler =
  | 'euler'
  | 'euler_pp'
  | 'euler_cfg_pp'
  | 'euler_ancestral'
  | 'euler_ancestral_pp'
  | 'euler_ancestral_cfg_pp'
  | 'heun'
  | 'heunpp2'
  | 'dpm_2'
  | 'dpm_2_ancestral'
  | 'lms'
  | 'dpm_fast'
  | 'dpm_adaptive'
  | 'dpmpp_2s_ancestral'
  | 'dpmpp_sde'
  | 'dpmpp_sde_gpu'
  | 'dpmpp_2m'
  | 'dpmpp_2m_sde'
  | 'dpmpp_2m_sde_gpu'
  | 'dpmpp_3m_sde'
  | 'dpmpp_3m_sde_gpu'
  | 'ddpm'
  | 'lcm'
  | 'ipndm'
  | 'ipndm_v'
  | 'deis'
  | 'ddim'
  | 'uni_pc'
  | 'uni_pc_bh2';

/** Names of schedules, as ComfyUI has them. */
export type Scheduler =
  'normal' | 'karras' | 'exponential' | 'sgm_uniform' | 'simple' | 'ddim_uniform' | 'beta';

/** What decides a picture beside the pose. */
export interface Parameters {
  /** With weights in A1111's syntax; at most 4000 characters. */
  readonly prompt: string;
  readonly negativePrompt: string;
  /** From 0; null for a new one each time. */
  readonly seed: number | null;
  /** 1 to 100. */
  readonly steps: number;
  /** Classifier-free guidance scale, 1 to 20. */
  readonly guidance: number;
  /** Share of the steps after which guidance ends, 0 to 1. */
  readonly guidanceEnd: number;
  readonly sampler: Sampler;
  readonly scheduler: Scheduler;
  /** px, one of the sides that the model draws. */
  readonly width: number;
  /** px, one of the sides that the model draws. */
  readonly height: number;
  /** Number of pictures, 1 to 4. */
  readonly samples: number;
  /** Layer of the text encoder, counted from the last, 1 to 12. */
  readonly clipSkip: number;
  /** Whose noise a seed makes: ComfyUI's (`cpu`) or A1111's (`gpu`). */
  readonly noise: 'cpu' | 'gpu';
  /** How much the pose counts, 0 to 2. */
  readonly controlStrength: number;
  /** Shares of the steps between which the pose counts, 0 to 1. */
  readonly controlStart: number;
  readonly controlEnd: number;
  /** Whom to believe where prompt and pose disagree. */
  readonly controlMode: 'balanced' | 'prompt' | 'control';
}

/** One person of an {@link OpenPose}: x, y and confidence of each point, or three zeros; a missing part is null. */
export interface OpenPosePerson {
  /** 18 points, x, y and confidence each. */
  readonly pose_keypoints_2d: readonly number[];
  /** 70 points. */
  readonly face_keypoints_2d?: readonly number[] | null;
  /** 21 points. */
  readonly hand_left_keypoints_2d?: readonly number[] | null;
  readonly hand_right_keypoints_2d?: readonly number[] | null;
  readonly [field: string]: unknown;
}

/** A pose as OpenPose JSON, in px of its canvas. */
export interface OpenPose {
  readonly people: readonly OpenPosePerson[];
  readonly canvas_width: number;
  readonly canvas_height: number;
  readonly [field: string]: unknown;
}

/** What is being done for a picture. */
export interface Progress {
  /** Of the run, where this page gave it one; absent for runs that the person started. */
  readonly trackId?: string;
  /** `loading`, a stage of the drawing such as `denoising`, `remote` or `stopping`. */
  readonly stage: string;
  /** What a back end elsewhere is doing, in words. */
  readonly words?: string;
  /** Share that is done, 0 to 1, where it is known. */
  readonly share?: number;
  readonly step?: number;
  readonly steps?: number;
  /** Number of the picture, from 0. */
  readonly picture?: number;
  readonly pictures?: number;
  readonly remainingMs?: number;
  readonly preview?: ImageData;
}

/** Finished pictures. */
export interface Result {
  readonly trackId?: string;
  /** The seed that was used. */
  readonly seed: number;
  /** PNG files, with prompt and pose in them. */
  readonly images: readonly Blob[];
  /** As many as images, where they were checked. With `safety: 'required'` all but those that are `clear` are blurred. */
  readonly safety?: readonly SafetyVerdict[];
  readonly parameters: Parameters;
  /** Absent where the pose did not count. */
  readonly pose?: OpenPose;
  /** Name of the model that drew. */
  readonly model: string;
  readonly drawnBy: Backend;
  readonly milliseconds: number;
}

/** Kinds of failures. */
export type FailureCode =
  | 'bad-request'
  | 'bad-pose'
  | 'bad-image'
  | 'camera'
  | 'bad-weights'
  | 'bad-config'
  | 'bad-tokenizer'
  | 'file-missing'
  | 'unsupported-model'
  | 'network'
  | 'bad-key'
  | 'no-credit'
  | 'rate-limited'
  | 'remote-failed'
  | 'storage-full'
  | 'storage'
  | 'unsupported-backend'
  | 'adapter-lost'
  | 'out-of-memory'
  | 'session-failed'
  | 'bad-output'
  | 'cancelled'
  | 'worker-died'
  | 'protocol'
  | 'internal';

/** Why something did not work. */
export interface Failure {
  readonly code: FailureCode;
  /** What happened, in a sentence. */
  readonly message: string;
  /** What can be done about it, in a sentence. */
  readonly next?: string;
}

/** What can be listened to, whoever set it off: this page, or the person in the frame. */
export interface ArmatureEvents {
  /** The pose was changed. */
  readonly pose: OpenPose;
  /** The form was changed. */
  readonly parameters: Parameters;
  readonly progress: Progress;
  readonly result: Result;
  /** A picture was not made; the code is `cancelled` where nothing went wrong. */
  readonly failure: { readonly trackId?: string; readonly failure: Failure };
}

/** How Armature is embedded. */
export interface ArmatureOptions {
  /** Address of the page. Left out, it is the page that this module comes from. */
  readonly src?: string | URL;
  /** What is shown; everything unless given. */
  readonly panels?: readonly Panel[];
  readonly theme?: Theme;
  /** A tag of BCP 47 such as `de`; the browser's language unless given. A language that the page lacks is passed over. */
  readonly lang?: string;
  /** What may draw; the device alone unless given. */
  readonly backends?: readonly Backend[];
  /**
   * `required`: pictures of downloaded models are seen, here and in the frame, only where the safety checker has passed them, and
   * the person cannot change that. Otherwise the person decides.
   */
  readonly safety?: 'optional' | 'required';
  /** A name under which the frame remembers pose and form: letters, digits, `-` and `_`. Without one it forgets them. */
  readonly memory?: string;
  /**
   * A pose to begin with: OpenPose JSON, or the id of a pose of the library, such as `sitting`. It comes before what the frame
   * remembers, each time that the frame is loaded.
   */
  readonly pose?: OpenPose | string;
  readonly parameters?: Partial<Parameters>;
  /** May the frame ask the person for the camera? False unless given. */
  readonly camera?: boolean;
  /** Name of the frame for assistive technology. */
  readonly title?: string;
  /** Milliseconds after which a page that does not answer is given up; a minute unless given. */
  readonly timeout?: number;
}

/** A picture to find people in, and what to do with them. */
export interface DetectOptions {
  /** In the place of those on the canvas (as unless given), beside them, or nowhere. */
  readonly place?: 'replace' | 'add' | 'none';
  /** 1 to 20; 5 unless given. */
  readonly maxPeople?: number;
  /** Points of less confidence are left out, 0 to 1; 0.3 unless given. */
  readonly threshold?: number;
}

/** Who was found in a picture. */
export interface Found {
  readonly people: number;
  readonly pose: OpenPose;
  /** What there is to know of the picture, in sentences: that it is cut off, or that only its first frame was looked at. */
  readonly notes: readonly string[];
}

/** An Armature in a page. Every call rejects with an `ArmatureFailure`. */
export interface Armature {
  /** The frame, to place and to size. */
  readonly frame: HTMLIFrameElement;
  getPose(): Promise<OpenPose>;
  /**
   * Shows a pose in any JSON form that the page opens, as text or as an object. It can be undone in the frame.
   *
   * @returns what of it could not be taken over, in sentences
   */
  setPose(pose: OpenPose | string): Promise<readonly string[]>;
  getParameters(): Promise<Parameters>;
  /** Changes those that are given, all or none, and gives all back. */
  setParameters(parameters: Partial<Parameters>): Promise<Parameters>;
  /** Makes pictures of the pose, as the button does. Rejects with `cancelled` when it is stopped. */
  generate(options?: {
    readonly parameters?: Partial<Parameters>;
    /** Comes back with every event of the run; at most 200 characters. */
    readonly trackId?: string;
  }): Promise<Result>;
  /** Stops what is being made; called again, it does not wait for a step to end. */
  cancel(): Promise<void>;
  /** Finds people in a picture. */
  detect(picture: Blob, options?: DetectOptions): Promise<Found>;
  setTheme(theme: Theme): Promise<void>;
  setPanels(panels: readonly Panel[]): Promise<void>;
  /** Listens until the function that it gives back is called. */
  on<Name extends keyof ArmatureEvents>(
    name: Name,
    listener: (event: ArmatureEvents[Name]) => void,
  ): () => void;
  /** Takes the frame away. */
  destroy(): void;
}
