/** Styles that a script brings along; Vite makes a file of them. */
declare module '*.css';
