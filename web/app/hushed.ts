/** Words of whoever reads here. */
const OWN = /\p{Script=Han}/u;

/**
 * Has pictures be silent that stand beside words: antd's would be read out by the English names of their drawings. One
 * that says something is named in Chinese, and is read out.
 */
export function hushPictures(): void {
  new MutationObserver(hush).observe(document, { childList: true, subtree: true });
}

function hush(): void {
  for (const picture of document.querySelectorAll('.anticon[role=img]:not([aria-hidden])'))
    if (!OWN.test(picture.getAttribute('aria-label') ?? '')) picture.setAttribute('aria-hidden', 'true');
}
