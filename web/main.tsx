import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { hushPictures } from './app/hushed.ts';
import { letTabLeave } from './app/tab-leaves.ts';
import './app/app.css';

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );

letTabLeave();
hushPictures();

// After the first page stands: it must not wait for this.
const behind = (): void => {
  void import('./app/at-hand.ts').then(({ beAtHand }) => {
    beAtHand();
  });
};
if (document.readyState === 'complete') setTimeout(behind, 1_000);
else
  addEventListener('load', () => {
    setTimeout(behind, 1_000);
  });
