/** Displays: the operator's terminal and a desktop window, on Lanterna. */
package dev.blackstart.app.tui.terminal;
