/* The composition root: makes stores, actions and adapters, and hands them to the views. */
import { startTransition, StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { useStore } from 'zustand';
import { allowOwnScripts } from '../core/contract/index.ts';
import { type ModelsManifest, parseManifest } from '../core/manifest/index.ts';
import { standingPerson } from '../core/pose/index.ts';
import { ArmatureError, failureFrom, invariant } from '../core/result/index.ts';
import { type Words, words } from '../core/words/index.ts';
import { followColumns } from './columns/widths.ts';
import { createClipboardActions } from './actions/clipboard.ts';
import { createAdherenceDoor } from './adherence/adherence-door.ts';
import { followPictures } from './adherence/follow-pictures.ts';
import { createAdherenceStore } from './adherence/store.ts';
import { createDetectDoor } from './detect/detect-door.ts';
import { createDetectStore } from './detect/store.ts';
import { createFigureActions } from './actions/figure.ts';
import { createGenerateActions, type GenerateActions } from './actions/generate.ts';
import { fitSize } from './actions/generating/asking.ts';
import { createIntakeDoor } from './actions/intake-door.ts';
import { createKeepingActions } from './actions/keeping.ts';
import { createLibraryActions, type LibraryActions } from './actions/library.ts';
import { createChoiceActions } from './actions/model-choice.ts';
import { createPosesDoor } from './actions/poses-door.ts';
import { createPoseFileActions } from './actions/pose-files.ts';
import { createRecipeActions } from './actions/recipe.ts';
import { createReferenceActions } from './actions/reference.ts';
import { createJobRunner } from './actions/job-runner.ts';
import { createSaveActions } from './actions/save.ts';
import { createStartActions } from './actions/start.ts';
import { createViewActions } from './actions/view.ts';
import { App } from './App.tsx';
import { begin, type Beginning } from './beginning.ts';
import { embeddingOf } from './embed/embedding.ts';
import { loadEmbed } from './embed/load.ts';
import { followCanvas } from './editor/reference/follow-canvas.ts';
import { createReferenceDoor, PASSING_SHELF } from './editor/reference/reference-door.ts';
import { createGalleryActions } from './gallery/gallery.ts';
import { createGalleryStore } from './gallery/store.ts';
import { idle } from './idle.ts';
import { createDetector, spawnDetectWorker } from './engine/detector.ts';
import { createLibrary, spawnLibraryWorker } from './engine/library.ts';
import { createEngine, spawnGenerateWorker } from './engine/lifecycle.ts';
import { randomId, randomSeed } from './seed.ts';
import { createQueueActions } from './queue/queue.ts';
import { assembleRemote, rememberRemote } from './remote/assemble.ts';
import { createPromptActions } from './prompts/prompts.ts';
import { fetchParts } from './fetch-parts.ts';
import { type Services, ServicesProvider } from './services.ts';
import { followLinks } from './share/follow-links.ts';
import { createSafetyStore } from './safety/store.ts';
import { createShellActions } from './shell/actions.ts';
import { listenForInstall } from './shell/install.ts';
import { launchTakers, takeLaunches } from './shell/launches.ts';
import { createComparisonStore } from './state/comparison.ts';
import { createEditorStore } from './state/editor.ts';
import { createEmbedStore, drawsPictures } from './state/embed.ts';
import { createEngineStore } from './state/engine.ts';
import { createFigureStore } from './state/figure.ts';
import { followPeople } from './state/follow-people.ts';
import { createFormStore } from './state/form.ts';
import { formKept } from './state/form-kept.ts';
import { presentChoice } from './state/former-models.ts';
import { createIntakeStore } from './state/intake.ts';
import { createJobStore } from './state/job.ts';
import { createModelsStore } from './state/models.ts';
import { createPosesStore } from './state/poses.ts';
import { createQueueStore } from './state/queue.ts';
import { createReferenceStore } from './state/reference.ts';
import { createRemoteStore } from './state/remote.ts';
import { FIRST_SETTINGS } from './state/settings.ts';
import { createShareStore } from './state/share.ts';
import { createShellStore, type ShellStore } from './state/shell.ts';
import { createStartStore } from './state/start.ts';
import { autosavePose, onLeaving } from './storage/autosave.ts';
import { remember } from './storage/remembered.ts';
import { pageMemory } from './storage/embedded-places.ts';
import { keepStorage } from './storage/keep-storage.ts';
import { downloadBlob } from './ui/download.ts';
import { decodePicture, readPicture } from './ui/read-picture.ts';
import { messageSaid, nextSaid } from './words/failed.ts';
import { speakFirst } from './words/first-language.ts';
import { spoken } from './words/language.ts';
import { say } from './words/say.ts';

const CANVAS = { width: 512, height: 512 };

/** Resolves once the page speaks its language; undefined before that is asked for. */
let speaking: Promise<void> | undefined;

async function start(root: HTMLElement): Promise<void> {
  // Whoever is around may speak first.
  const embedding = embeddingOf(window);
  const shell = createShellStore();
  // The browser's offer comes early, and once.
  const install = listenForInstall(shell, window);
  const manifestUrl = new URL('models-manifest.json', document.baseURI);
  // The language is fetched beside it: a failure is told in it.
  const coming = fetchManifest(manifestUrl);
  const beginning = begin(window, embedding);
  speaking = beginning.language;
  const manifest = await coming;
  const page = new URL('.', manifestUrl).href;
  const services = assemble(manifest, page, { ...beginning, shell, install });
  const embed = embedding && (await loadEmbed(embedding));
  await speaking;
  embed?.takeAddress(services);
  const shown = show(root, services);
  embed?.serveHost(services);
  takeLaunches(window, page, launchTakers(services));
  // All of this would keep the first view from being seen and used: it begins once that is painted, one after the other.
  await shown;
  await idle();
  if (drawsPictures(services.stores.embed.getState())) {
    // The service worker fetches the whole page, which would be in the way of what the first picture needs.
    const parts = fetchParts();
    if (!embedding) void parts.then(() => services.actions.queue.restore());
    const prepared = Promise.all([parts, services.actions.generate.prepare()]);
    void Promise.race([prepared, later(PREPARING_MS)]).then(() =>
      import.meta.env.PROD ? services.actions.shell.keepOffline() : undefined,
    );
  }
  const { reference, gallery, remote } = services.actions;
  // What the person has by themselves is nothing for the page around.
  if (!embedding) followLinks(window, services.stores.share);
  const restored = [
    // A press waits for it.
    ...(services.stores.remote.getState().allowed?.length !== 0 ? [remote] : []),
    ...(embedding ? [] : [reference, gallery]),
  ];
  for (const desk of restored) {
    await idle();
    void desk.restore();
  }
}

/** Some GPUs never answer; the page is kept for later visits all the same. */
const PREPARING_MS = 60_000;

function later(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

/** Shows the page in the place of what says that it comes. Resolves once it is there. */
function show(root: HTMLElement, services: Services): Promise<void> {
  return new Promise((resolve) => {
    // As a transition it leaves the browser room between its parts.
    startTransition(() =>
      createRoot(root).render(
        <StrictMode>
          <ServicesProvider value={services}>
            <InLanguage onShown={resolve} />
          </ServicesProvider>
        </StrictMode>,
      ),
    );
  });
}

/** The page, shown anew when it speaks another language: all that it knows is in the stores. */
function InLanguage({ onShown }: { readonly onShown: () => void }): React.JSX.Element {
  const tongue = useStore(spoken, (state) => state.tongue);
  useEffect(onShown, [onShown]);
  return <App key={tongue} />;
}

/** What is there before the rest. */
interface FirstParts extends Beginning {
  readonly shell: ShellStore;
  readonly install: () => Promise<void>;
}

function assemble(
  manifest: ModelsManifest,
  page: string,
  { shell, install, embedding, keeping, texts, tab, known, settings }: FirstParts,
): Services {
  const models = createModelsStore(manifest, presentChoice(known.models));
  const figure = createFigureStore(known.pose ?? { ...CANVAS, people: [standingPerson(CANVAS)] });
  const editor = createEditorStore();
  const form = createFormStore(formKept(known, models.getState()));
  const job = createJobStore();
  const embed = createEmbedStore();
  const start = createStartStore();
  const poses = createPosesStore();
  const comparison = createComparisonStore();
  const reference = createReferenceStore();
  const engineState = createEngineStore();
  const remoteStore = createRemoteStore(known.remote);
  rememberRemote(remoteStore, texts);
  followColumns(settings);
  autosavePose(figure, () => remember(texts, { pose: figure.getState().pose }), window);
  onLeaving(window, texts.rewriteMissing);
  followPeople(figure, form);
  form.subscribe((state) => remember(texts, { form: { ...state, model: models.getState().activeId } }));
  settings.subscribe((state) => remember(texts, { settings: state }));
  models.subscribe(({ activeId, controlNet, loras, hub }) =>
    remember(texts, { models: { activeId, controlNet, loras, hub } }),
  );
  const prompts = createPromptActions({ form, newId: randomId, page });
  const engine = createEngine(spawnGenerateWorker);
  const runner = createJobRunner(job, () => later(0));
  const gallery = createGalleryStore(!embedding);
  const remote = assembleRemote({
    ...{ remote: remoteStore, job, gallery, models, runner, page, texts },
    tab: embedding ? pageMemory() : tab,
    // What is offered elsewhere may be drawn here all the same: a circle, closed late.
    drawHere: (request) => generate.drawHere(request),
  });
  const generate: GenerateActions = createGenerateActions({
    engine,
    figure,
    form,
    job,
    engineState,
    settings,
    start,
    models,
    embed,
    runner,
    elsewhere: remote.elsewhere,
    // The library settles the choice of the model, and the choice brings models up: a circle, closed late.
    modelsKnown: (setup) => library.known(setup),
    page,
    drawSeed: randomSeed,
    wording: prompts.wording,
  });
  remoteStore.subscribe(({ policy }, before) => {
    if (policy !== before.policy) fitSize({ form, models, elsewhere: remote.elsewhere });
  });
  const choice = createChoiceActions({ models, form, job, generate });
  const library: LibraryActions = createLibraryActions({
    library: createLibrary(spawnLibraryWorker),
    models,
    choice,
    page,
    persist: keepStorage,
  });
  const recipeActions = createRecipeActions({ form, job, models, choice, elsewhere: remote.elsewhere });
  const figureActions = createFigureActions(figure);
  const startActions = createStartActions(start, readPicture);
  const referenceActions = createReferenceActions(reference, {
    ...createReferenceDoor(),
    ...(embedding && { shelf: PASSING_SHELF }),
    createUrl: (blob) => URL.createObjectURL(blob),
    revokeUrl: (url) => URL.revokeObjectURL(url),
  });
  followCanvas({ figure, reference, place: referenceActions.place });
  const intake = createIntakeStore();
  // The promise goes in as it is: some browsers take nothing once the press is over.
  const copyPng = (png: Promise<Blob>): Promise<void> =>
    navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  const adherence = createAdherenceStore();
  const detector = createDetector(spawnDetectWorker);
  const adherenceActions = createAdherenceDoor({
    ...{ detector, generate, adherence, job, models, settings, page },
  });
  followPictures({ job, adherence, settings, actions: adherenceActions });
  const galleryActions = createGalleryActions({
    ...{ gallery, job, models, settings, page, newId: randomId },
    decode: (file) => decodePicture(file, Infinity),
  });
  const queue = createQueueStore();
  const queueActions = createQueueActions({
    ...{ queue, job, models, settings, adherence, gallery, generate, newId: randomId },
    galleryDesk: galleryActions.desk,
    ...{ remote: remote.actions, keeps: !embedding },
  });
  const detect = createDetectStore(known.detect);
  detect.subscribe(({ detectorId }, before) => {
    if (detectorId !== before.detectorId) remember(texts, { detect: { detectorId } });
  });
  const detectActions = createDetectDoor({
    ...{ detect, detector, models, settings, figure, library, page },
    edit: figureActions.edit,
    reference: referenceActions,
  });
  const services: Services = {
    stores: {
      detect,
      gallery,
      queue,
      adherence,
      figure,
      editor,
      form,
      job,
      engine: engineState,
      embed,
      settings,
      start,
      comparison,
      models,
      intake,
      poses,
      reference,
      remote: remoteStore,
      share: createShareStore(),
      shell,
      keeping,
      safety: createSafetyStore(),
    },
    actions: {
      keeping: createKeepingActions(keeping, texts, { download: downloadBlob, page: window, gallery }),
      shell: createShellActions({
        ...{ shell, engineState, page, install },
        work: { job, adherence, comparison, queue, gallery, models, detect },
      }),
      detect: detectActions,
      gallery: galleryActions,
      queue: queueActions,
      recipe: recipeActions,
      prompts,
      remote: remote.actions,
      adherence: adherenceActions,
      figure: figureActions,
      poses: createPosesDoor({
        ...{ poses, figure, texts, newId: randomId, now: Date.now },
        takePose: figureActions.takePose,
      }),
      view: createViewActions(editor, figure),
      editorClipboard: createClipboardActions({
        figure: figureActions,
        editor,
        clipboard: navigator.clipboard,
        // Files and texts are taken in last: a circle, closed late.
        takeText: (text) => services.actions.intake.takeText(text),
      }),
      generate,
      choice,
      library,
      start: startActions,
      reference: referenceActions,
      save: createSaveActions(job, {
        ...{ download: downloadBlob, copyPng },
        onSaved: galleryActions.tellSaved,
      }),
      poseFiles: createPoseFileActions(figure, settings, {
        download: downloadBlob,
        copyPng,
        copyText: (text) => navigator.clipboard.writeText(text),
      }),
      intake: createIntakeDoor({
        ...{ intake, figure, figureActions, form, models, library },
        decode: decodePicture,
        useRecipe: recipeActions.use,
        async takeProject(name, reading) {
          const { takeFile } = await import('./share/take.ts');
          await takeFile(name, reading, services);
        },
        takeModels(files) {
          models.setState({ dialogOpen: true });
          void library.import(files);
        },
        takeVideo: (video) => void detectActions.open(video, 'video'),
        pictureUses: [
          {
            label: words`Detect the pose`,
            description: words`The people in it become skeletons that you can edit.`,
            run: (picture) => void detectActions.open(picture, 'picture'),
          },
          {
            label: words`Start from this picture`,
            description: words`The picture is painted over in the pose, instead of being made from nothing.`,
            run: (picture) => startActions.open(picture, form.getState()),
          },
          {
            label: words`Use as reference`,
            description: words`The picture lies under the skeleton to pose by, and is never part of what is made.`,
            run: (picture) => referenceActions.openImage(picture),
          },
          {
            label: words`Add to the gallery`,
            description: words`The picture is kept there with what it tells of how it was made. PNG only.`,
            run: (picture) => galleryActions.add([picture]),
          },
        ],
      }),
    },
  };
  return services;
}

async function fetchManifest(url: URL): Promise<ModelsManifest> {
  const refused = (why: Words): ArmatureError =>
    new ArmatureError({
      code: 'network',
      message: words`The list of models could not be fetched: ${why}.`,
      next: words`Check the connection and reload the page.`,
    });
  const response = await fetch(url).catch(() => undefined);
  if (!response) throw refused(words`there was no answer`);
  if (!response.ok) throw refused(words`the server answered ${response.status}`);
  // Networks that ask to sign in answer with a page of their own.
  const manifest: unknown = await response.json().catch(() => undefined);
  if (manifest === undefined) throw refused(words`the answer was something else`);
  return parseManifest(manifest);
}

const root = document.getElementById('root');
invariant(root, 'index.html has #root.');
allowOwnScripts(window);
start(root).catch(async (error: unknown) => {
  // A page that may not be embedded where it is has not begun to speak.
  await (speaking ?? speakFirst(window, FIRST_SETTINGS.language));
  const failure = failureFrom(error, 'network');
  const notice = document.createElement('p');
  notice.setAttribute('role', 'alert');
  notice.textContent = `${messageSaid(failure)} ${nextSaid(failure) ?? say`Reload the page.`}`;
  const reload = document.createElement('button');
  reload.className = 'button';
  reload.textContent = say`Reload`;
  reload.addEventListener('click', () => location.reload());
  const boot = document.createElement('div');
  boot.className = 'boot';
  // With the mark of the start. Who may not embed the page would be refused again.
  boot.append(
    ...root.querySelectorAll('.boot > img'),
    notice,
    ...(failure.code === 'bad-request' ? [] : [reload]),
  );
  root.replaceChildren(boot);
});
