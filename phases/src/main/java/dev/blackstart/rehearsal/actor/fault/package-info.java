/** What goes wrong in a rehearsal because somebody asked for it. */
package dev.blackstart.rehearsal.actor.fault;
