/** The rehearsal's clock, threads and addresses, and the connection its operator holds. */
package dev.blackstart.rehearsal.control;
