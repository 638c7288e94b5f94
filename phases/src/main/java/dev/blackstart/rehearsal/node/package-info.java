/** Simulated Talos nodes: real gRPC servers over TLS that live through a machine's stages. */
package dev.blackstart.rehearsal.node;
