import { playEveryStory } from './play-stories.ts';

playEveryStory('xy');
