/** The webhooks of every operator: one server that the API server can call, and consents. */
package dev.blackstart.rehearsal.actor.webhook;
