/** What the screen shows, as values: folds over events and keys, no terminal. */
package dev.blackstart.app.tui.model;
