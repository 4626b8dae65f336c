/** Long enough after loading for the first frames to be out. */
const DELAY_MS = 2000;

/** Keeps the page for use without a network, once it has loaded, where the browser and the origin allow it. */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const refused = (why: Error) =>
    console.warn(`twolayer: not kept for use without a network: ${why.message}`);
  const register = () => navigator.serviceWorker.register('service-worker.js').catch(refused);
  const keep = () => setTimeout(register, DELAY_MS);
  if (document.readyState === 'complete') keep();
  else addEventListener('load', keep);
}
