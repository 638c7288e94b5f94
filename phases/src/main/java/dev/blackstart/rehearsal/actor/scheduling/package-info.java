/** Where pods may run and where they do: the rules of nodes, and the scheduler that keeps them. */
package dev.blackstart.rehearsal.actor.scheduling;
