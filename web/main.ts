import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { keepOffline } from './offline/keep-offline.ts';

mount(App, { target: document.getElementById('app')! });
keepOffline();
