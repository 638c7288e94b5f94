/** The phases, one file per behaviour, and the list they stand in. */
package dev.blackstart.phase;
