/** Script of the page: the story cards, and the running story. */
export const STORIES_SCRIPT = `
function showCards(stories, run) {
  $('stories').hidden = stories.length === 0;
  const isPlaying = run?.state === 'playing';
  unlessSame($('cards'), [stories, isPlaying, run?.name], () => {
    $('cards').replaceChildren(...stories.map(({ name, title, what }) => {
      const card = make('button', '', isPlaying && run.name === name ? 'playing' : '');
      card.dataset.story = name;
      card.disabled = isPlaying;
      card.append(make('b', title), make('span', what));
      card.addEventListener('click', () => post('story', { name }));
      return card;
    }));
  });
}

function endOf({ state, end }) {
  if (state === 'playing') return [];
  const words = { done: 'What happened to the money', failed: 'The story broke off. The money all the same', stopped: 'Stopped. The money so far' };
  const box = make('div', '', state === 'failed' ? 'end failed' : 'end');
  box.append(make('span', words[state] + ': '));
  if (end === undefined) box.append(make('b', 'nobody has paid anything.'));
  else {
    box.append(make('b', end.sentence), make('br', ''));
    for (const { label, amount } of end.amounts) box.append(make('span', label + '\\u00a0' + amount, 'amount'), ' ');
  }
  return [box];
}

function stopButton() {
  const stop = make('button', 'Stop this story');
  stop.addEventListener('click', () => post('stop-story'));
  return stop;
}

function showTelling(run) {
  unlessSame($('telling'), run, () => {
    $('telling').hidden = run === null;
    if (run === null) return;
    const steps = document.createElement('ol');
    steps.append(...run.steps.map((step) => make('li', step)));
    const isPlaying = run.state === 'playing';
    $('telling').replaceChildren(...endOf(run), steps, ...(isPlaying ? [stopButton()] : []));
    $('telling').scrollTop = isPlaying ? $('telling').scrollHeight : 0;
  });
}

function showStories({ stories, run, people }) {
  showCards(stories, run);
  showTelling(run);
  $('people').textContent = people.length ? 'To sign in there, press “Service”: ' + people.join(' or ') + '.' : '';
}
`;
