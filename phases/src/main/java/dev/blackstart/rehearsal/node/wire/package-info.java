/** What a node's port 50000 is made of: TLS, roles, routing between nodes, and ordered streams. */
package dev.blackstart.rehearsal.node.wire;
