// @ts-check
/** Esc closes the question about optional cookies. Closing is a no, as the policy says, so it is answered like one. */
const question = document.querySelector('.question form');
if (question instanceof HTMLFormElement) {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const { activeElement } = document;
    if (activeElement !== document.body && !question.contains(activeElement)) return;
    const refuse = question.querySelector('button[value="reject"]');
    if (refuse instanceof HTMLButtonElement) question.requestSubmit(refuse);
  });
}
