/** What the keyboard can do anywhere on the page. */
export const shortcuts = [
  { action: 'toggle', key: ' ', shift: false, shown: 'Space', doc: 'play or pause' },
  { action: 'back', key: 'ArrowLeft', shift: false, shown: '←', doc: 'one step back' },
  { action: 'forward', key: 'ArrowRight', shift: false, shown: '→', doc: 'one step on' },
  { action: 'farBack', key: 'ArrowLeft', shift: true, shown: 'Shift ←', doc: 'ten steps back' },
  { action: 'farForward', key: 'ArrowRight', shift: true, shown: 'Shift →', doc: 'ten steps on' },
  { action: 'fork', key: 'f', shift: false, shown: 'f', doc: 'fork at this step' },
  { action: 'help', key: '?', shift: undefined, shown: '?', doc: 'show or hide this list' },
] as const;

type Action = (typeof shortcuts)[number]['action'];

/** What a key asks for; nothing where it is meant for what has the focus. */
export function actionOf(event: KeyboardEvent): Action | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
  const { key, shiftKey, target } = event;
  const found = shortcuts.find((one) => one.key === key && (one.shift ?? shiftKey) === shiftKey);
  return found && !isForFocus(target as Element, key) ? found.action : undefined;
}

/** Fields take all keys but from check boxes and sliders, which take some; buttons and links take the space bar. */
function isForFocus(target: Element, key: string): boolean {
  const type = target instanceof HTMLInputElement ? target.type : '';
  if (type === 'checkbox') return key === ' ';
  if (type === 'range' || type === 'radio')
    return key !== '?' && key !== 'f' && !(type === 'range' && key === ' ');
  if (target.matches?.('input, select, textarea, [contenteditable="true"]')) return true;
  return key === ' ' && Boolean(target.matches?.('button, a, summary, [role="button"]'));
}
