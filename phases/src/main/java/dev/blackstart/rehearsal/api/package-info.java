/**
 * A small Kubernetes API server in memory, which kubectl, Helm and any other client talk to
 * unmodified.
 */
package dev.blackstart.rehearsal.api;
