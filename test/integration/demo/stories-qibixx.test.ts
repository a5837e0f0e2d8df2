import { playEveryStory } from './play-stories.ts';

playEveryStory('qibixx');
