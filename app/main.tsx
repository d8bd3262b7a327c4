/* The composition root: makes stores, actions and adapters, and hands them to the views. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type ModelsManifest, parseManifest } from '../core/manifest/index.ts';
import { presetPose } from '../core/pose/index.ts';
import { ArmatureError, failureFrom, invariant } from '../core/result/index.ts';
import { createAdherenceActions } from './adherence/actions.ts';
import { followPictures } from './adherence/follow-pictures.ts';
import { createAdherenceStore } from './adherence/store.ts';
import { createFigureActions, FIRST_PRESET } from './actions/figure.ts';
import { createGenerateActions, type GenerateActions } from './actions/generate.ts';
import { createLibraryActions, type LibraryActions } from './actions/library.ts';
import { createChoiceActions } from './actions/model-choice.ts';
import { createSaveActions } from './actions/save.ts';
import { createStartActions } from './actions/start.ts';
import { App } from './App.tsx';
import { createDetector, spawnDetectWorker } from './engine/detector.ts';
import { createLibrary, spawnLibraryWorker } from './engine/library.ts';
import { createEngine, spawnGenerateWorker } from './engine/lifecycle.ts';
import { randomSeed } from './seed.ts';
import { type Services, ServicesProvider } from './services.ts';
import { createComparisonStore } from './state/comparison.ts';
import { createEngineStore } from './state/engine.ts';
import { createFigureStore } from './state/figure.ts';
import { createFormStore, formFrom } from './state/form.ts';
import { createJobStore } from './state/job.ts';
import { activeModel, createModelsStore } from './state/models.ts';
import { createSettingsStore } from './state/settings.ts';
import { createStartStore } from './state/start.ts';
import { recall, remember } from './storage/remembered.ts';
import { followTheme } from './theme.ts';
import { keepStorage } from './storage/keep-storage.ts';
import { downloadBlob } from './ui/download.ts';
import { readPicture } from './ui/read-picture.ts';

const CANVAS = { width: 512, height: 512 };

async function start(root: HTMLElement): Promise<void> {
  const manifestUrl = new URL('models-manifest.json', document.baseURI);
  const manifest = await fetchManifest(manifestUrl);
  const services = assemble(manifest, new URL('.', manifestUrl).href);
  root.replaceChildren();
  createRoot(root).render(
    <StrictMode>
      <ServicesProvider value={services}>
        <App />
      </ServicesProvider>
    </StrictMode>,
  );
  void services.actions.generate.prepare();
}

function assemble(manifest: ModelsManifest, page: string): Services {
  const known = recall(localStorage);
  const models = createModelsStore(manifest, known.models);
  const figure = createFigureStore(known.pose ?? presetPose(FIRST_PRESET, CANVAS));
  const form = createFormStore({ ...formFrom(activeModel(models.getState()).defaults), ...known.form });
  const settings = createSettingsStore(known.settings);
  const job = createJobStore();
  const start = createStartStore();
  const comparison = createComparisonStore();
  const engineState = createEngineStore();
  followTheme(settings);
  figure.subscribe(({ pose }, before) => {
    remember(localStorage, { pose });
    // Who is who has changed.
    if (pose.people.length !== before.pose.people.length) form.setState({ leftOut: [] });
  });
  form.subscribe((state) => remember(localStorage, { form: state }));
  settings.subscribe((state) => remember(localStorage, { settings: state }));
  models.subscribe(({ activeId, controlNet, loras, hub }) =>
    remember(localStorage, { models: { activeId, controlNet, loras, hub } }),
  );
  const engine = createEngine(spawnGenerateWorker);
  const generate: GenerateActions = createGenerateActions({
    engine,
    figure,
    form,
    job,
    engineState,
    settings,
    start,
    comparison,
    models,
    // The library settles the choice of the model, and the choice brings models up: a circle, closed late.
    modelsKnown: () => library.known(),
    page,
    drawSeed: randomSeed,
  });
  const choice = createChoiceActions({ models, form, job, generate });
  const library: LibraryActions = createLibraryActions({
    library: createLibrary(spawnLibraryWorker),
    models,
    choice,
    page,
    persist: keepStorage,
  });
  const adherence = createAdherenceStore();
  const adherenceActions = createAdherenceActions({
    detector: createDetector(spawnDetectWorker),
    ...{ generate, adherence, job, models, settings, page },
  });
  followPictures({ job, adherence, settings, actions: adherenceActions });
  return {
    stores: { figure, form, job, engine: engineState, settings, start, comparison, models, adherence },
    actions: {
      adherence: adherenceActions,
      figure: createFigureActions(figure),
      generate,
      choice,
      library,
      start: createStartActions(start, readPicture),
      save: createSaveActions(job, {
        download: downloadBlob,
        copyImage: (blob) => navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]),
      }),
    },
  };
}

async function fetchManifest(url: URL): Promise<ModelsManifest> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new ArmatureError({
      code: 'network',
      message: `The list of models could not be fetched: the server answered ${response.status}.`,
      next: 'Reload the page.',
    });
  }
  return parseManifest(await response.json());
}

const root = document.getElementById('root');
invariant(root, 'index.html has #root.');
start(root).catch((error: unknown) => {
  const { message, next = 'Reload the page.' } = failureFrom(error, 'network');
  const notice = document.createElement('p');
  notice.className = 'boot';
  notice.setAttribute('role', 'alert');
  notice.textContent = `${message} ${next}`;
  root.replaceChildren(notice);
});
