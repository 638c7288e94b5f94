/**
 * What is asked of running pods by way of the API server: commands, logs, and their ports. The
 * embedded server asks directly, a real one dials kubelets and pods, whose ports are here.
 */
package dev.blackstart.rehearsal.pod;
