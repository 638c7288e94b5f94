/** How the screen looks: models written onto a grid of cells. */
package dev.blackstart.app.tui.view;
