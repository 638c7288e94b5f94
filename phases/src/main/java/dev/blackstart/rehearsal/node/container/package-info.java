/** What a machine's container runtime runs for Kubernetes. */
package dev.blackstart.rehearsal.node.container;
