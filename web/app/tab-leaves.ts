/**
 * Has Tab leave an open list of choices, as it leaves every other field: antd's would pick what is at hand and stay, then
 * stop once more at the button that empties the field.
 */
export function letTabLeave(): void {
  document.addEventListener('keydown', leave, { capture: true });
}

function leave(event: KeyboardEvent): void {
  const select = event.key === 'Tab' && event.target instanceof Element ? event.target.closest('.ant-select') : null;
  if (select === null) return;
  event.stopPropagation();
  // The browser goes on from the last of its parts, so that the list closes behind it.
  const isOpen = select.classList.contains('ant-select-open');
  if (isOpen && !event.shiftKey) select.querySelector<HTMLElement>('.ant-select-clear')?.focus({ preventScroll: true });
}
