import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { isCustomElement } from './dossier-tags.js';

export default defineConfig({ plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] });
