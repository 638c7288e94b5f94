/** An API server that answers badly: what stands before a good one. */
package dev.blackstart.rehearsal.front;
