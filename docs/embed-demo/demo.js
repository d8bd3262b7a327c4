/*
 * A page of another site than Armature's: `npm start` serves Armature, `npm run embed-demo` this page.
 * `?armature=https://…/` embeds another Armature.
 */
const address = new URL(location.href).searchParams.get('armature') ?? 'http://localhost:4173/';
const { createArmature } = await import(new URL('embed/armature.js', address).href);

const element = (id) => document.getElementById(id);
const status = element('status');

/** Does what a button is for, and says what went wrong. */
function onPress(id, work) {
  element(id).addEventListener('click', async () => {
    status.textContent = '';
    try {
      await work();
    } catch (error) {
      status.textContent = [error.message, error.next].filter(Boolean).join(' ');
    }
  });
  element(id).disabled = false;
}

try {
  const editor = await createArmature(element('editor'), { panels: ['editor'] });
  const picture = await createArmature(element('picture'), {
    panels: ['picture', 'prompt'],
    backends: ['webgpu', 'wasm'],
    parameters: { prompt: 'a clay figure standing in a meadow' },
  });

  onPress('dance', () => editor.setPose('arabesque'));
  onPress('copy', async () => picture.setPose(await editor.getPose()));
  onPress('cancel', () => picture.cancel());
  onPress('generate', () => picture.generate({ trackId: crypto.randomUUID() }));

  picture.on('progress', ({ share = 0 }) => {
    element('progress').value = share;
  });
  // Also for pictures that the visitor asks for inside the frame.
  picture.on('result', ({ images, seed, milliseconds }) => {
    for (const image of images) {
      const shown = new Image(128);
      shown.src = URL.createObjectURL(image);
      shown.alt = `Picture of seed ${seed}`;
      element('results').prepend(shown);
    }
    status.textContent = `Drawn in ${(milliseconds / 1000).toFixed(1)} s.`;
  });

  const photo = element('photo');
  photo.disabled = false;
  photo.addEventListener('change', async () => {
    try {
      const { people } = await editor.detect(photo.files[0]);
      status.textContent = people === 0 ? 'Nobody was found.' : `${people} found.`;
    } catch (error) {
      status.textContent = error.message;
    }
  });
  status.textContent = 'Ready.';
} catch (error) {
  status.textContent = [error.message, error.next].filter(Boolean).join(' ');
}
