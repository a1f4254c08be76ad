/** Has Tab leave an open list of choices, as it leaves every other field: antd's would pick what is at hand and stay. */
export function letTabLeave(): void {
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Tab' && event.target instanceof Element && event.target.closest('.ant-select') !== null)
        event.stopPropagation();
    },
    { capture: true },
  );
}
