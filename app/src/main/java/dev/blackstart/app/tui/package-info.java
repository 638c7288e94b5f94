/** The console: a full-screen view of a run, its keys and its threads. */
package dev.blackstart.app.tui;
