/** A node's events and logs: what it said, in order, with replay. */
package dev.blackstart.rehearsal.node.event;
