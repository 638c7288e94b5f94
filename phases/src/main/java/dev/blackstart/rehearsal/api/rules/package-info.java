/**
 * What a Kubernetes API server does to objects on their way in: defaults, allocation, admission,
 * validation.
 */
package dev.blackstart.rehearsal.api.rules;
