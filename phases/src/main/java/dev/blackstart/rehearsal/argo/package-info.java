/** Argo CD's application controller, played on an API server: sources, sync waves, health. */
package dev.blackstart.rehearsal.argo;
