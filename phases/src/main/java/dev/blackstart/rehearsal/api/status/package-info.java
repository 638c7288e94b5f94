/** The refusals of a Kubernetes API server, as Status objects with their codes and reasons. */
package dev.blackstart.rehearsal.api.status;
