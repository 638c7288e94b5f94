/** What the programs in well-known pods answer: on their ports, and to commands run beside them. */
package dev.blackstart.rehearsal.actor.program;
