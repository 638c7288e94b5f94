/** Mishaps that have to be there before their victims come. */
package dev.blackstart.rehearsal.actor.mishap;
