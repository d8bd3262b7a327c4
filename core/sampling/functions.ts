import { dpm2, dpm2Ancestral, dpmpp2sAncestral } from './samplers/dpm.ts';
import { dpmAdaptive, dpmFast } from './samplers/dpm-solver.ts';
import { dpmpp2m, dpmpp2mSde, dpmpp3mSde, dpmppSde } from './samplers/dpmpp.ts';
import {
  euler,
  eulerAncestral,
  eulerAncestralCfgPp,
  eulerAncestralPp,
  eulerCfgPp,
  eulerPp,
} from './samplers/euler.ts';
import { heun, heunpp2 } from './samplers/heun.ts';
import { deis, ipndm, ipndmV, lms } from './samplers/multistep.ts';
import { ddpm, lcm } from './samplers/renoise.ts';
import { uniPc, uniPcBh2 } from './samplers/uni-pc.ts';
import type { SamplerFunction } from './step.ts';
import type { SamplerName } from './table.ts';

/** The samplers themselves, apart from what they are: whoever names them to people needs no code. */
export const SAMPLER_FUNCTIONS: Readonly<Record<SamplerName, SamplerFunction>> = {
  euler,
  euler_pp: eulerPp,
  euler_cfg_pp: eulerCfgPp,
  euler_ancestral: eulerAncestral,
  euler_ancestral_pp: eulerAncestralPp,
  euler_ancestral_cfg_pp: eulerAncestralCfgPp,
  heun,
  heunpp2,
  dpm_2: dpm2,
  dpm_2_ancestral: dpm2Ancestral,
  lms,
  dpm_fast: dpmFast,
  dpm_adaptive: dpmAdaptive,
  dpmpp_2s_ancestral: dpmpp2sAncestral,
  dpmpp_sde: dpmppSde,
  dpmpp_sde_gpu: dpmppSde,
  dpmpp_2m: dpmpp2m,
  dpmpp_2m_sde: dpmpp2mSde,
  dpmpp_2m_sde_gpu: dpmpp2mSde,
  dpmpp_3m_sde: dpmpp3mSde,
  dpmpp_3m_sde_gpu: dpmpp3mSde,
  ddpm,
  lcm,
  ipndm,
  ipndm_v: ipndmV,
  deis,
  ddim: euler,
  uni_pc: uniPc,
  uni_pc_bh2: uniPcBh2,
};
