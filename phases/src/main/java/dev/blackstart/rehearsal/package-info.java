/** The other world, a process of its own: simulated nodes and a cluster that is played. */
package dev.blackstart.rehearsal;
