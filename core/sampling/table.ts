/** What a sampler is; the page, the command line, the API mappings and the tests read these rows. */
export interface SamplerInfo {
  /** Name for people, as the field writes it. */
  readonly label: string;
  /** Where the method is from. */
  readonly source: string;
  /** Order of convergence of its deterministic part. */
  readonly order: number;
  /** True when it adds fresh noise, so that its picture also depends on the number of steps. */
  readonly stochastic: boolean;
  /** True when that noise should be the increments of one Brownian path, so that more steps refine the same picture. */
  readonly brownian: boolean;
  /** Denoiser calls per step; the last step may need fewer. `undefined` where the sampler chooses its steps. */
  readonly callsPerStep: number | undefined;
  /** True when it wants a schedule of one step more, of which the last level above 0 is left out. */
  readonly dropsPenultimate: boolean;
  /** Whether it works with the guided estimate alone or also with the unconditional one (CFG++). */
  readonly guidance: 'single' | 'pair';
}

const COMMON = {
  order: 1,
  stochastic: false,
  brownian: false,
  callsPerStep: 1,
  dropsPenultimate: false,
  guidance: 'single',
} as const;
const ANCESTRAL = { ...COMMON, stochastic: true } as const;
const SDE = { ...COMMON, stochastic: true, brownian: true } as const;

const DPMPP_SDE = {
  ...SDE,
  label: 'DPM++ SDE',
  source: 'k-diffusion, sample_dpmpp_sde, r 1/2',
  order: 2,
  callsPerStep: 2,
} as const;
const DPMPP_2M_SDE = {
  ...SDE,
  label: 'DPM++ 2M SDE',
  source: 'Lu et al. 2022, DPM-Solver++, section 5; midpoint as in k-diffusion',
  order: 2,
} as const;
const DPMPP_3M_SDE = {
  ...SDE,
  label: 'DPM++ 3M SDE',
  source: 'k-diffusion, sample_dpmpp_3m_sde',
  order: 3,
} as const;

/**
 * All samplers by the name that ComfyUI gives them. The rows with `_gpu` are the same methods: ComfyUI draws their noise
 * on the GPU, which changes the picture of a seed there and not here.
 */
export const SAMPLERS = {
  euler: { ...COMMON, label: 'Euler', source: 'Karras et al. 2022, Algorithm 2' },
  euler_pp: {
    ...COMMON,
    label: 'Euler ++',
    source: 'ComfyUI, June 2024: Euler with guidance of twice the scale',
    guidance: 'pair',
  },
  euler_cfg_pp: {
    ...COMMON,
    label: 'Euler CFG++',
    source: 'Chung et al. 2024, CFG++',
    guidance: 'pair',
  },
  euler_ancestral: {
    ...ANCESTRAL,
    label: 'Euler a',
    source: 'k-diffusion, sample_euler_ancestral',
  },
  euler_ancestral_pp: {
    ...ANCESTRAL,
    label: 'Euler a ++',
    source: 'ComfyUI, June 2024: Euler a with guidance of twice the scale',
    guidance: 'pair',
  },
  euler_ancestral_cfg_pp: {
    ...ANCESTRAL,
    label: 'Euler a CFG++',
    source: 'Chung et al. 2024, CFG++, with fresh noise',
    guidance: 'pair',
  },
  heun: {
    ...COMMON,
    label: 'Heun',
    source: 'Karras et al. 2022, Algorithm 1 without churn',
    order: 2,
    callsPerStep: 2,
  },
  heunpp2: {
    ...COMMON,
    label: 'Heun++ 2',
    source: 'ComfyUI, heunpp2',
    order: 2,
    callsPerStep: 3,
  },
  dpm_2: {
    ...COMMON,
    label: 'DPM2',
    source: 'Lu et al. 2022, DPM-Solver-2, as in k-diffusion',
    order: 2,
    callsPerStep: 2,
    dropsPenultimate: true,
  },
  dpm_2_ancestral: {
    ...ANCESTRAL,
    label: 'DPM2 a',
    source: 'k-diffusion, sample_dpm_2_ancestral',
    order: 2,
    callsPerStep: 2,
    dropsPenultimate: true,
  },
  lms: { ...COMMON, label: 'LMS', source: 'k-diffusion, sample_lms', order: 4 },
  dpm_fast: {
    ...COMMON,
    label: 'DPM fast',
    source: 'Lu et al. 2022, DPM-Solver-fast; as many calls as steps',
    order: 3,
  },
  dpm_adaptive: {
    ...COMMON,
    label: 'DPM adaptive',
    source: 'Lu et al. 2022, DPM-Solver-12, at order 3 as in k-diffusion',
    order: 3,
    callsPerStep: undefined,
  },
  dpmpp_2s_ancestral: {
    ...ANCESTRAL,
    label: 'DPM++ 2S a',
    source: 'Lu et al. 2022, DPM-Solver++, Algorithm 1, with fresh noise',
    order: 2,
    callsPerStep: 2,
  },
  dpmpp_sde: DPMPP_SDE,
  dpmpp_sde_gpu: { ...DPMPP_SDE, label: 'DPM++ SDE (GPU)' },
  dpmpp_2m: {
    ...COMMON,
    label: 'DPM++ 2M',
    source: 'Lu et al. 2022, DPM-Solver++, Algorithm 2',
    order: 2,
  },
  dpmpp_2m_sde: DPMPP_2M_SDE,
  dpmpp_2m_sde_gpu: { ...DPMPP_2M_SDE, label: 'DPM++ 2M SDE (GPU)' },
  dpmpp_3m_sde: DPMPP_3M_SDE,
  dpmpp_3m_sde_gpu: { ...DPMPP_3M_SDE, label: 'DPM++ 3M SDE (GPU)' },
  ddpm: { ...ANCESTRAL, label: 'DDPM', source: 'Ho et al. 2020, Algorithm 2' },
  lcm: { ...ANCESTRAL, label: 'LCM', source: 'Luo et al. 2023, latent consistency models' },
  ipndm: { ...COMMON, label: 'iPNDM', source: 'Zhang and Chen 2022, DEIS, iPNDM', order: 4 },
  ipndm_v: {
    ...COMMON,
    label: 'iPNDM v',
    source: 'Zhou et al. 2024, diff-sampler: iPNDM for unequal steps',
    order: 4,
  },
  deis: { ...COMMON, label: 'DEIS', source: 'Zhang and Chen 2022, tAB-DEIS', order: 3 },
  ddim: { ...COMMON, label: 'DDIM', source: 'Song et al. 2020, eta 0' },
  uni_pc: {
    ...COMMON,
    label: 'UniPC',
    source: 'Zhao et al. 2023, B1(h)',
    order: 3,
    dropsPenultimate: true,
  },
  uni_pc_bh2: {
    ...COMMON,
    label: 'UniPC bh2',
    source: 'Zhao et al. 2023, B2(h)',
    order: 3,
    dropsPenultimate: true,
  },
} as const satisfies Record<string, SamplerInfo>;

/** Name of a sampler. */
export type SamplerName = keyof typeof SAMPLERS;

/** The names in the table's order. */
export const SAMPLER_NAMES: readonly SamplerName[] = Object.keys(SAMPLERS) as SamplerName[];
