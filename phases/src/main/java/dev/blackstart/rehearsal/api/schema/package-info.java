/**
 * The shapes of Kubernetes objects, built in or defined by a custom resource: pruning, defaults,
 * validation.
 */
package dev.blackstart.rehearsal.api.schema;
